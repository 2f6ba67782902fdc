import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhotoBucket } from '@hawker/core';
import { storedPhoto } from '@hawker/photos/testing/pictures';
import { startS3Server } from '@hawker/photos/testing/s3';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPhotoStore } from './open-photo-store.ts';

const s3 = await startS3Server();
const dataDirectory = await mkdtemp(join(tmpdir(), 'hawker-store-'));
const logged: string[] = [];
const log = { warn: (_detail: object, message: string) => void logged.push(message), error: () => undefined };

beforeEach(() => {
  logged.length = 0;
  // The SDK's own chain, held to what the test gives: no profile of this machine, no question to a cloud.
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(dataDirectory, 'none'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(dataDirectory, 'none'));
  vi.stubEnv('AWS_ACCESS_KEY_ID', s3.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', s3.credentials.secretAccessKey);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await s3.close();
  await rm(dataDirectory, { recursive: true });
});

const open = (changes: Partial<PhotoBucket> = {}, asksPhotoBucket = true) => {
  const { bucket, region, endpoint } = s3;
  const photoBucket = { bucket, region, endpoint, prefix: '', forcePathStyle: true, ...changes };
  return openPhotoStore({ photoBucket, asksPhotoBucket, dataDirectory, log });
};

test('photos go to the data folder where no bucket is named', async () => {
  const store = await openPhotoStore({ photoBucket: null, dataDirectory, log });
  const photo = storedPhoto('a chair');
  await store.put(photo);
  expect(await store.has(photo.hash)).toBe(true);
  expect(s3.requests).toEqual([]);
  await store.close();
});

test('a bucket is asked for at the start, with the credentials of the environment', async () => {
  const store = await open();
  expect(s3.requests.at(-1)).toMatchObject({ method: 'HEAD', key: '' });
  const photo = storedPhoto('a lamp');
  await store.put(photo);
  expect(s3.objects.size).toBe(2);
  await store.close();
});

test('settings that cannot work stop the start with a sentence', async () => {
  await expect(open({ bucket: 'elsewhere' })).rejects.toThrow('There is no bucket "elsewhere"');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
  await expect(open()).rejects.toThrow('does not let these credentials use the bucket');
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  await expect(open()).rejects.toThrow('There are no credentials for the bucket of photos');
});

test('a store that is away does not: that is logged', async () => {
  s3.setFault(() => (response) => response.destroy());
  const store = await open();
  s3.setFault(null);
  expect(logged).toEqual([`the store of photos: ${s3.endpoint} does not answer.`]);
  await store.close();
});

test('a command that only runs for a moment does not ask', async () => {
  const store = await open({ bucket: 'elsewhere' }, false);
  await store.close();
});
