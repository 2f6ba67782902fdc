export type PhotoErrorCode =
  /** Not a JPEG, PNG or WebP, whatever its name says. */
  | 'unsupported_type'
  /** More bytes than `photoLimits.maxBytes`. */
  | 'too_large'
  /** One side is, or would be after shrinking, under `photoLimits.minSidePx`. */
  | 'too_small'
  /** More pixels than `photoLimits.maxPixels`: the memory it takes has nothing to do with its size in bytes. */
  | 'too_many_pixels'
  /** Says it is a picture and cannot be read as one, or is not the picture that its hash names. */
  | 'corrupt'
  /** The store has no such photo. */
  | 'not_found'
  /** Hawker will not fetch from this address, or its server says no for good. Trying again does not help. */
  | 'fetch_refused'
  /** The other side did not answer with a photo. Trying again may help. */
  | 'fetch_failed';

/** Everything that can be wrong with a photo. `message` is a sentence for the user: what is wrong and what to do. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError';
  readonly code: PhotoErrorCode;

  constructor(code: PhotoErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
