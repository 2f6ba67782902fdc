import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { PhotoStore } from '../store.ts';
import { assertNamedByHash, isPhotoHash, photoNotFound } from './integrity.ts';
import { extensionOf, type PhotoExtension, photoExtensions, photoName, thumbnailName } from './names.ts';

export interface DiskPhotoStoreOptions {
  /** Made when it is not there. */
  directory: string;
}

/**
 * Photos as files: `ab/cd/<hash>.jpg` (or `.png`) with `ab/cd/<hash>.thumbnail.webp` beside it.
 *
 * A file appears under its name only when all of it is on disk (written aside, synced, renamed, folder synced), and the
 * photo appears after its thumbnail: whoever sees the photo has both. Files half-written by a process that died stay in
 * `incoming/` and are nobody's: they may be deleted at any time.
 */
export function createDiskPhotoStore(options: DiskPhotoStoreOptions): PhotoStore {
  const directory = resolve(options.directory);
  const incoming = join(directory, 'incoming');
  const thumbnailPath = (hash: string) => join(directory, thumbnailName(hash));
  const photoPath = (hash: string, extension: PhotoExtension) => join(directory, photoName(hash, extension));

  async function has(hash: string): Promise<boolean> {
    if (!isPhotoHash(hash)) {
      return false;
    }
    for (const extension of photoExtensions) {
      if (await exists(photoPath(hash, extension))) {
        return true;
      }
    }
    return false;
  }

  return {
    has,

    async put(photo) {
      assertNamedByHash(photo);
      if (await has(photo.hash)) {
        return;
      }
      await mkdir(incoming, { recursive: true });
      await makeFolder(dirname(thumbnailPath(photo.hash)), directory);
      await writeWhole(incoming, thumbnailPath(photo.hash), photo.thumbnail);
      await writeWhole(incoming, photoPath(photo.hash, extensionOf(photo.mime)), photo.bytes);
    },

    async read(hash) {
      if (!isPhotoHash(hash)) {
        throw photoNotFound();
      }
      for (const extension of photoExtensions) {
        const bytes = await readIfThere(photoPath(hash, extension));
        if (bytes !== null) {
          return bytes;
        }
      }
      throw photoNotFound();
    },

    async readThumbnail(hash) {
      const bytes = isPhotoHash(hash) ? await readIfThere(thumbnailPath(hash)) : null;
      if (bytes === null) {
        throw photoNotFound();
      }
      return bytes;
    },

    async delete(hash) {
      if (!isPhotoHash(hash)) {
        return;
      }
      // The reverse of put: the photo goes first, so that nobody who sees it misses its thumbnail.
      for (const extension of photoExtensions) {
        await rm(photoPath(hash, extension), { force: true });
      }
      await rm(thumbnailPath(hash), { force: true });
    },
  };
}

/** Makes `folder` and its parents, and syncs the chain down to it: a file is only as durable as the names above it. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade === undefined) {
    return;
  }
  for (let made = folder; made.length >= root.length && made !== dirname(made); made = dirname(made)) {
    await syncFolder(made);
  }
}

async function writeWhole(incoming: string, target: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(incoming, randomUUID());
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
