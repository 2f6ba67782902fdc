import { createHash } from 'node:crypto';
import { PhotoError } from '../photo-error.ts';
import type { PreparedPhoto } from '../prepare/prepare.ts';

/** The only names a store knows. Whatever else a name may hold (`..`, `/`, a NUL) never reaches a path or a key. */
export function isPhotoHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

/** Keeps the promise that a name says what is under it. */
export function assertNamedByHash(photo: Pick<PreparedPhoto, 'hash' | 'bytes'>): void {
  if (createHash('sha256').update(photo.bytes).digest('hex') !== photo.hash) {
    throw new PhotoError('corrupt', 'This photo changed on its way to the store. Upload it again.');
  }
}

export function photoNotFound(cause?: unknown): PhotoError {
  return new PhotoError('not_found', 'This photo is no longer stored. Upload it again.', { cause });
}
