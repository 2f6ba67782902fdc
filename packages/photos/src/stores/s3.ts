import { addAbortSignal, Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { PhotoBucket } from '@hawker/core';
import type { PhotoStore } from '../store.ts';
import { assertNamedByHash, isPhotoHash, photoNotFound } from './integrity.ts';
import { extensionOf, photoExtensions, photoName, thumbnailName } from './names.ts';
import { describeS3Trouble, isMissingObject, type S3Trouble, statusOf } from './s3-errors.ts';

export interface S3PhotoStoreOptions extends PhotoBucket {
  /** By the SDK's own chain (environment, profile, role of the machine) when absent. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** For an answer to begin, at each try; three times that for everything together. */
  timeoutMs?: number;
  /** Tries of a request that found no answer, with growing pauses in between. */
  maxAttempts?: number;
}

export interface S3PhotoStore extends PhotoStore {
  /** Whether the bucket is there and may be used; null when all is well. */
  findTrouble(): Promise<S3Trouble | null>;
  close(): Promise<void>;
}

const forGood = 'private, max-age=31536000, immutable';

/** How often a write is tried again that met another one of the same photo. */
const conflictRetries = 3;

/**
 * Photos in a bucket, under the names they would have on disk. As there, the photo appears after its thumbnail: whoever
 * sees the photo has both. Nothing is written over: each write says "unless it is there", and what is there by that name is
 * the same.
 *
 * The SDK takes a tenth of a second and 20 MB, so it is loaded with the first request and not before.
 */
export function createS3PhotoStore(options: S3PhotoStoreOptions): S3PhotoStore {
  const { bucket: Bucket, prefix, timeoutMs = 20_000 } = options;
  let opened: Promise<Opened> | null = null;
  const open = () => {
    opened ??= openClient(options);
    return opened;
  };
  const withinTime = () => ({ abortSignal: AbortSignal.timeout(timeoutMs * 3) });

  /** Null when it is not there. */
  async function get(name: string): Promise<Buffer | null> {
    const { client, sdk } = await open();
    const { abortSignal } = withinTime();
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: prefix + name }), { abortSignal });
      return await readAll(Body, abortSignal);
    } catch (error) {
      if (isMissingObject(error)) {
        return null;
      }
      throw failed('read', error);
    }
  }

  async function isThere(name: string): Promise<boolean> {
    const { client, sdk } = await open();
    try {
      await client.send(new sdk.HeadObjectCommand({ Bucket, Key: prefix + name }), withinTime());
      return true;
    } catch (error) {
      if (isMissingObject(error)) {
        return false;
      }
      throw failed('read', error);
    }
  }

  async function putUnlessThere(name: string, bytes: Uint8Array, type: string): Promise<void> {
    const { client, sdk } = await open();
    const object = { Bucket, Key: prefix + name, Body: bytes, ContentType: type, CacheControl: forGood };
    const put = async (condition: { IfNoneMatch?: '*' }, triesLeft: number): Promise<void> => {
      try {
        await client.send(new sdk.PutObjectCommand({ ...object, ...condition }), withinTime());
      } catch (error) {
        const status = statusOf(error);
        if (status === 409 && triesLeft > 0) {
          // Another write of the same photo is under way.
          await put(condition, triesLeft - 1);
        } else if (status === 501 && condition.IfNoneMatch) {
          // A store without conditions: the same bytes are written over the same bytes.
          await put({}, triesLeft);
        } else if (status !== 412) {
          throw failed('write', error);
        }
      }
    };
    await put({ IfNoneMatch: '*' }, conflictRetries);
  }

  async function remove(name: string): Promise<void> {
    const { client, sdk } = await open();
    try {
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: prefix + name }), withinTime());
    } catch (error) {
      if (!isMissingObject(error)) {
        throw failed('delete', error);
      }
    }
  }

  function failed(what: string, cause: unknown): Error {
    return new Error(`Could not ${what} a photo. ${describeS3Trouble(options, cause).sentence}`, { cause });
  }

  return {
    async put({ hash, mime, bytes, thumbnail }) {
      assertNamedByHash({ hash, bytes });
      const name = photoName(hash, extensionOf(mime));
      if (await isThere(name)) {
        return;
      }
      await putUnlessThere(thumbnailName(hash), thumbnail, 'image/webp');
      await putUnlessThere(name, bytes, mime);
    },

    async has(hash) {
      if (!isPhotoHash(hash)) {
        return false;
      }
      const found = await Promise.all(photoExtensions.map((extension) => isThere(photoName(hash, extension))));
      return found.includes(true);
    },

    async read(hash) {
      if (isPhotoHash(hash)) {
        for (const extension of photoExtensions) {
          const bytes = await get(photoName(hash, extension));
          if (bytes !== null) {
            return bytes;
          }
        }
      }
      throw photoNotFound();
    },

    async readThumbnail(hash) {
      const bytes = isPhotoHash(hash) ? await get(thumbnailName(hash)) : null;
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
      await Promise.all(photoExtensions.map((extension) => remove(photoName(hash, extension))));
      await remove(thumbnailName(hash));
    },

    async findTrouble() {
      try {
        const { client, sdk } = await open();
        await client.send(new sdk.HeadBucketCommand({ Bucket }), withinTime());
        return null;
      } catch (error) {
        return describeS3Trouble(options, error);
      }
    },

    async close() {
      if (opened !== null) {
        (await opened).client.destroy();
      }
    },
  };
}

interface Opened {
  sdk: typeof import('@aws-sdk/client-s3');
  client: S3Client;
}

async function openClient(options: S3PhotoStoreOptions): Promise<Opened> {
  const { region, endpoint, forcePathStyle, credentials, timeoutMs = 20_000, maxAttempts = 4 } = options;
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    forcePathStyle,
    maxAttempts,
    requestHandler: {
      connectionTimeout: Math.min(5_000, timeoutMs),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: timeoutMs,
    },
    // Beyond Amazon not every store knows the newer checksums. The signature covers the bytes in any case.
    ...(endpoint === null
      ? {}
      : { endpoint, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
    ...(credentials ? { credentials } : {}),
  });
  return { sdk, client };
}

/** The SDK's own limits end with the first byte of an answer; one that stops or drips is ended here. */
async function readAll(body: unknown, signal: AbortSignal): Promise<Buffer> {
  if (!(body instanceof Readable)) {
    throw new TypeError('The answer has no body that can be read');
  }
  return Buffer.concat(await addAbortSignal(signal, body).toArray());
}
