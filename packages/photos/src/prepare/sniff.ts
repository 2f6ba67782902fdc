import type { UploadedPhotoType } from '../limits.ts';

/** The type a file has by its first bytes; null for anything that is not a JPEG, PNG or WebP. */
export function sniffPhotoType(bytes: Uint8Array): UploadedPhotoType | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) {
    return 'image/jpeg';
  }
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return 'image/png';
  }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') {
    return 'image/webp';
  }
  return null;
}

/** What a refused file seems to be, as the end of "This file is ..."; null when there is nothing to say. */
export function describeOtherType(bytes: Uint8Array): string | null {
  if (ascii(bytes, 4, 8) === 'ftyp') {
    return /^avi[fs]$/.test(ascii(bytes, 8, 12)) ? 'an AVIF picture' : 'a HEIC photo or a video, as phones save them';
  }
  const start = ascii(bytes, 0, 256).trimStart().toLowerCase();
  if (start.startsWith('gif8')) {
    return 'a GIF picture';
  }
  if (start.startsWith('%pdf')) {
    return 'a PDF';
  }
  if (start.startsWith('<svg') || (start.startsWith('<?xml') && start.includes('<svg'))) {
    return 'an SVG drawing';
  }
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) {
    return 'a web page, not a picture';
  }
  if (start.startsWith('bm')) {
    return 'a BMP picture';
  }
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a])) {
    return 'a TIFF picture';
  }
  return null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
