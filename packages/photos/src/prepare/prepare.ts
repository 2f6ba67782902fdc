import { createHash } from 'node:crypto';
import sharp, { type Metadata, type OutputInfo, type Sharp, type SharpOptions } from 'sharp';
import { photoLimits, type StoredPhotoType } from '../limits.ts';
import { PhotoError } from '../photo-error.ts';
import { createLane } from './lane.ts';
import { describeOtherType, sniffPhotoType } from './sniff.ts';

/** A photo as Hawker keeps it and sends it on. */
export interface PreparedPhoto {
  /** SHA-256 of `bytes`, 64 lower-case hex digits: the photo's name everywhere. */
  hash: string;
  mime: StoredPhotoType;
  /** Pixels, as the photo is looked at (turned upright). */
  width: number;
  height: number;
  bytes: Buffer;
  /** WebP, `photoLimits.thumbnailSidePx` square, cut from the middle. */
  thumbnail: Buffer;
}

/** Two photos at a time keep a machine of two cores busy; at 50 megapixels each they take about 300 MB at worst. */
const inLane = createLane(2);

/** One decode may not take a processor for longer than this, however its file was made. */
const decodeTimeoutSeconds = 30;

const sharpOptions: SharpOptions = {
  // Refuses truncated and broken files, and lets pass what cameras get slightly wrong and every viewer shows.
  failOn: 'error',
  limitInputPixels: photoLimits.maxPixels,
  // Of an animation, the first picture.
  pages: 1,
};

// libvips would otherwise keep decoded pictures, and use all cores for each one.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Checks an uploaded photo against `photoLimits` and makes what Hawker keeps of it: upright, sRGB, at most 2048 px on
 * its longer side, and free of metadata (a photo taken at home says where home is). The same input gives the same hash.
 *
 * @throws PhotoError `unsupported_type`, `too_large`, `too_small`, `too_many_pixels` or `corrupt`
 */
export async function preparePhoto(input: Uint8Array): Promise<PreparedPhoto> {
  checkFile(input);
  return await inLane(async () => {
    checkSize(await readHeader(input));
    const picture = await decode(input);
    const { bytes, mime } = await encode(picture);
    const thumbnail = await encodeThumbnail(picture);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { hash, mime, width: picture.info.width, height: picture.info.height, bytes, thumbnail };
  });
}

function checkFile(input: Uint8Array): void {
  if (input.byteLength === 0) {
    throw new PhotoError('corrupt', 'This file is empty. Choose the photo again.');
  }
  // The type first: "make it smaller" is no help to someone who chose a video.
  if (sniffPhotoType(input) === null) {
    const what = describeOtherType(input);
    throw new PhotoError(
      'unsupported_type',
      what === null
        ? 'This file is not a JPEG, PNG or WebP photo. Save it as a JPEG and upload that.'
        : `This file is ${what}. Save it as a JPEG, PNG or WebP and upload that.`,
    );
  }
  if (input.byteLength > photoLimits.maxBytes) {
    throw new PhotoError(
      'too_large',
      `This photo is ${megabytes(input.byteLength)} MB and may be ${megabytes(photoLimits.maxBytes)} MB. Make it smaller and upload it again.`,
    );
  }
}

/** Reads the dimensions without decoding a pixel, so that a small file of enormous dimensions costs nothing. */
async function readHeader(input: Uint8Array): Promise<Metadata['autoOrient']> {
  try {
    const { autoOrient } = await sharp(input, { ...sharpOptions, limitInputPixels: false }).metadata();
    return autoOrient;
  } catch (cause) {
    throw corrupt(cause);
  }
}

function checkSize({ width, height }: { width: number; height: number }): void {
  const { maxPixels, minSidePx, maxAspectRatio } = photoLimits;
  const size = `${width} x ${height} pixels`;
  if (width * height > maxPixels) {
    throw new PhotoError(
      'too_many_pixels',
      `This photo is ${size}, more than ${maxPixels / 1_000_000} megapixels. Make it smaller and upload it again.`,
    );
  }
  if (Math.min(width, height) < minSidePx) {
    throw new PhotoError(
      'too_small',
      `This photo is ${size} and must be at least ${minSidePx} x ${minSidePx}. Upload a larger one.`,
    );
  }
  if (Math.max(width, height) > maxAspectRatio * Math.min(width, height)) {
    throw new PhotoError(
      'too_small',
      `This photo is ${size}, too narrow to show: the longer side may be at most ${maxAspectRatio} times the shorter one. Crop it and upload it again.`,
    );
  }
}

interface Picture {
  data: Buffer;
  info: OutputInfo;
}

/** Decodes once, to plain pixels that both encodings start from: nothing but pixels can get through. */
async function decode(input: Uint8Array): Promise<Picture> {
  const side = photoLimits.maxStoredSidePx;
  try {
    return await sharp(input, sharpOptions)
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: decodeTimeoutSeconds })
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw corrupt(cause);
  }
}

async function encode(picture: Picture): Promise<{ bytes: Buffer; mime: StoredPhotoType }> {
  if (isOpaque(picture)) {
    const bytes = await fromPixels(picture).removeAlpha().jpeg({ quality: 82, mozjpeg: true }).toBuffer();
    return { bytes, mime: 'image/jpeg' };
  }
  const lossless = await fromPixels(picture).png({ compressionLevel: 9 }).toBuffer();
  if (lossless.byteLength <= photoLimits.maxStoredBytes) {
    return { bytes: lossless, mime: 'image/png' };
  }
  // 256 colours are one byte a pixel: 2048 x 2048 of them always fit. (At a higher effort, noise takes 7 s.)
  const indexed = await fromPixels(picture).png({ palette: true, quality: 90, effort: 1 }).toBuffer();
  return { bytes: indexed, mime: 'image/png' };
}

async function encodeThumbnail(picture: Picture): Promise<Buffer> {
  const side = photoLimits.thumbnailSidePx;
  return await fromPixels(picture)
    .resize({ width: side, height: side, fit: 'cover' })
    .flatten({ background: '#ffffff' })
    .webp({ quality: 80 })
    .toBuffer();
}

function fromPixels({ data, info }: Picture): Sharp {
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** Many programs write an alpha channel that hides nothing: such a picture is a photo, and becomes a JPEG. */
function isOpaque({ data, info: { channels } }: Picture): boolean {
  if (channels !== 2 && channels !== 4) {
    return true;
  }
  for (let index = channels - 1; index < data.length; index += channels) {
    if (data[index] !== 255) {
      return false;
    }
  }
  return true;
}

function corrupt(cause: unknown): PhotoError {
  return new PhotoError('corrupt', 'This photo is damaged or incomplete. Open it, save it again, and upload that.', {
    cause,
  });
}

function megabytes(bytes: number): string {
  return String(Math.ceil((bytes / (1024 * 1024)) * 10) / 10);
}
