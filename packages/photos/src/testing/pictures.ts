import { createHash } from 'node:crypto';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { PreparedPhoto } from '../prepare/prepare.ts';

type Format = 'jpeg' | 'png' | 'webp';

/** A plain picture of one colour. */
export async function plainPicture(width: number, height: number, format: Format = 'jpeg'): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: '#7a9e7e' } })
    .toFormat(format)
    .toBuffer();
}

/** Noise: what compresses worst. The same for the same size, so that a failing test fails again. */
export async function noisyPicture(width: number, height: number, channels: 3 | 4, format: Format): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * channels);
  let state = 1;
  for (let index = 0; index < pixels.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[index] = state >>> 24;
  }
  return await sharp(pixels, { raw: { width, height, channels } })
    .toFormat(format, format === 'webp' ? { quality: 20 } : {})
    .toBuffer();
}

/**
 * A valid black PNG of any dimensions, in a few kilobytes: one bit a pixel, and zeros deflate to nothing. `extra` are
 * chunks between its header and its pixels.
 */
export function hugePng(width: number, height: number, ...extra: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // one bit of grey a pixel
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A chunk of text, or of a colour profile, that unpacks to so many megabytes of zeros; made without having them here. */
export function packedChunk(type: 'zTXt' | 'iTXt' | 'iCCP', megabytes: number): Buffer {
  const between = type === 'iTXt' ? '\0\x01\0\0\0' : '\0\0';
  return chunk(type, Buffer.concat([Buffer.from(`bomb${between}`, 'latin1'), packedZeros(megabytes)]));
}

function packedZeros(megabytes: number): Buffer {
  // A block that ends with a full flush can stand any number of times.
  const block = deflateRawSync(Buffer.alloc(1_048_576), { finishFlush: constants.Z_FULL_FLUSH });
  const adler = Buffer.alloc(4);
  adler.writeUInt16BE((megabytes * 1_048_576) % 65_521, 0);
  adler.writeUInt16BE(1, 2);
  const lastBlock = Buffer.of(3, 0);
  return Buffer.concat([Buffer.of(0x78, 0x9c), ...Array<Buffer>(megabytes).fill(block), lastBlock, adler]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A photo that a store takes; stores do not look inside. */
export function storedPhoto(text: string, mime: PreparedPhoto['mime'] = 'image/jpeg'): PreparedPhoto {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { hash, mime, width: 800, height: 600, bytes, thumbnail: Buffer.from(`thumbnail of ${text}`) };
}
