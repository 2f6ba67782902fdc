import type { StoredPhotoType } from '../limits.ts';

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png' } as const satisfies Record<StoredPhotoType, string>;

export type PhotoExtension = (typeof extensions)[StoredPhotoType];

/** The common one first: most photos are found at once. */
export const photoExtensions: readonly PhotoExtension[] = Object.values(extensions);

export function extensionOf(mime: StoredPhotoType): PhotoExtension {
  return extensions[mime];
}

/**
 * `ab/cd/<hash>.jpg`: the same in every store, so that a folder of photos can be copied into a bucket as it is, and back.
 * Only for what `isPhotoHash` says yes to.
 */
export function photoName(hash: string, extension: PhotoExtension): string {
  return `${folderName(hash)}/${hash}.${extension}`;
}

export function thumbnailName(hash: string): string {
  return `${folderName(hash)}/${hash}.thumbnail.webp`;
}

function folderName(hash: string): string {
  return `${hash.slice(0, 2)}/${hash.slice(2, 4)}`;
}
