/** Photos on disk, named by the sha256 of their bytes: the same picture is stored once, and a file never changes. */
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaType } from './entries.ts';
import { syncDirectory } from './journal.ts';
import { type RandomSource, sha256Hex } from './random.ts';

export interface PhotoFiles {
  readonly root: string;
  /** The file of a photo, relative to `root`. */
  fileOf(photoId: string): string;
  /** Resolves when the bytes are on disk under their name. */
  write(photoId: string, bytes: Buffer): Promise<void>;
}

export function createPhotoFiles(dataDir: string, random: RandomSource): PhotoFiles {
  const root = join(dataDir, 'photos');
  const fileOf = (photoId: string) => join(photoId.slice(0, 2), photoId);
  return {
    root,
    fileOf,
    async write(photoId, bytes) {
      const folder = join(root, photoId.slice(0, 2));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `${photoId}.${random.bytes(6).toString('hex')}.tmp`);
      const handle = await open(unfinished, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, join(root, fileOf(photoId)));
      await syncDirectory(folder);
    },
  };
}

export function photoIdOf(bytes: Buffer): string {
  return sha256Hex(bytes);
}

/** Looks at the first bytes, whatever the sender called them. Null when it is none of the three kinds. */
export function detectMediaType(bytes: Buffer): MediaType | null {
  if (bytes.length < 12) {
    return null;
  }
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) {
    return 'image/jpeg';
  }
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) {
    return 'image/png';
  }
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return 'image/webp';
  }
  return null;
}
