/** The photos of a ZIP, prepared and stored as pictures that are dropped one by one are. */

import { DomainError } from '@hawker/core';
import { PhotoError } from '@hawker/photos';
import type { PhotoFile } from '@hawker/sheets';
import type { App } from '../context.ts';
import { type StoredPhoto, storePhoto } from './photos.ts';

export interface ZipPhotos {
  /** For the database; the pictures themselves are stored by their content already. */
  stored: StoredPhoto[];
  /** Why the others could not be taken, a sentence each. */
  refused: string[];
}

/** Read from the ZIP while two are prepared; they are at most 8 MB each. */
const photosAtOnce = 4;

export async function storeZipPhotos(app: App, photos: readonly PhotoFile[]): Promise<ZipPhotos> {
  const stored: StoredPhoto[] = [];
  const refused: string[] = [];
  for (let next = 0; next < photos.length; next += photosAtOnce) {
    const some = photos.slice(next, next + photosAtOnce).map((photo) => storeOne(app, photo));
    for (const result of await Promise.all(some)) {
      if (typeof result === 'string') {
        refused.push(result);
      } else {
        stored.push(result);
      }
    }
  }
  return { stored, refused };
}

/** A sentence when it is no photo that can be taken, or its part of the ZIP is damaged: the others still can. Throws when the store is away. */
async function storeOne(app: App, { name, chunks }: PhotoFile): Promise<StoredPhoto | string> {
  try {
    return await storePhoto(app, await bytesOf(chunks()), name);
  } catch (error) {
    if (error instanceof PhotoError || (error instanceof DomainError && error.code !== 'unavailable')) {
      return `${name}: ${error.message}`;
    }
    throw error;
  }
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
