import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { createS3PhotoStore } from '../index.ts';

/** Of this process; a test file has one of its own. */
const isSdkLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('/@aws-sdk/client-s3/'));

test('the SDK is loaded with the first request, so that photos on disk cost nothing of it', async () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const place = { bucket: 'photos', region: 'us-east-1', endpoint: 'http://127.0.0.1:9', prefix: '' };
  const store = createS3PhotoStore({ ...place, credentials, forcePathStyle: true, maxAttempts: 1 });
  await store.close();
  expect(isSdkLoaded()).toBe(false);
  expect(await store.findTrouble()).toMatchObject({ isLasting: false });
  expect(isSdkLoaded()).toBe(true);
  await store.close();
});
