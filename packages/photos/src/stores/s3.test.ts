import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describePhotoStore } from '../testing/photo-store-suite.ts';
import { storedPhoto } from '../testing/pictures.ts';
import { refuse, type S3TestServer, startS3Server } from '../testing/s3-server.ts';
import { createS3PhotoStore, type S3PhotoStoreOptions } from './s3.ts';

const optionsFor = (server: S3TestServer, changes: Partial<S3PhotoStoreOptions> = {}): S3PhotoStoreOptions => ({
  bucket: server.bucket,
  region: server.region,
  endpoint: server.endpoint,
  credentials: server.credentials,
  prefix: 'desk/',
  forcePathStyle: true,
  maxAttempts: 2,
  ...changes,
});

describePhotoStore('S3', async () => {
  const server = await startS3Server();
  const store = createS3PhotoStore(optionsFor(server));
  const another = createS3PhotoStore(optionsFor(server));
  return {
    store,
    another,
    cleanUp: async () => {
      await Promise.all([store.close(), another.close()]);
      await server.close();
    },
  };
});

let server: S3TestServer;
beforeAll(async () => {
  server = await startS3Server();
});
afterEach(() => {
  server.setFault(null);
  server.objects.clear();
  server.requests.length = 0;
});
afterAll(() => server.close());

const storeWith = (changes: Partial<S3PhotoStoreOptions> = {}) => createS3PhotoStore(optionsFor(server, changes));
const methods = () => server.requests.map(({ method, key }) => `${method} ${key.split('.').at(-1)}`);

describe('photos in a bucket', () => {
  test('have the names they would have on disk, behind the prefix, and a type', async () => {
    const photo = storedPhoto('a bookcase', 'image/png');
    await storeWith().put(photo);
    const folder = `desk/${photo.hash.slice(0, 2)}/${photo.hash.slice(2, 4)}/${photo.hash}`;
    expect([...server.objects.keys()]).toEqual([`${folder}.thumbnail.webp`, `${folder}.png`]);
    expect(server.objects.get(`${folder}.png`)?.headers).toMatchObject({ 'content-type': 'image/png' });
    expect(server.objects.get(`${folder}.thumbnail.webp`)?.headers).toMatchObject({ 'content-type': 'image/webp' });
  });

  test('may lie behind a prefix of any letters', async () => {
    const photo = storedPhoto('a prefixed chair');
    const store = storeWith({ prefix: "größe & co/50% (o'k)+x/" });
    await store.put(photo);
    expect((await store.read(photo.hash)).equals(photo.bytes)).toBe(true);
    expect([...server.objects.keys()].every((key) => key.startsWith("größe & co/50% (o'k)+x/"))).toBe(true);
  });

  test('are sent once: what is there is only asked for', async () => {
    const photo = storedPhoto('a kettle');
    await storeWith().put(photo);
    await storeWith().put(photo);
    expect(methods()).toEqual(['HEAD jpg', 'PUT webp', 'PUT jpg', 'HEAD jpg']);
  });

  test('are never written over, also when two see that it is not there', async () => {
    const photo = storedPhoto('a race');
    await storeWith().put(photo);
    const written = [...server.objects.values()];
    server.setFault(({ method }) => method === 'HEAD' && refuse(404, 'NoSuchKey'));
    await storeWith().put(photo);
    expect(
      server.requests.filter(({ method }) => method === 'PUT').map(({ headers }) => headers['if-none-match']),
    ).toEqual(['*', '*', '*', '*']);
    expect([...server.objects.values()].map((object, index) => object === written[index])).toEqual([true, true]);
  });

  test('are tried again when two writes of one photo meet', async () => {
    let conflicts = 2;
    server.setFault(({ method }) => method === 'PUT' && conflicts-- > 0 && refuse(409, 'ConditionalRequestConflict'));
    await storeWith().put(storedPhoto('two at once'));
    expect(server.objects.size).toBe(2);
  });

  test('are kept also by a store that knows no conditions', async () => {
    server.setFault(
      ({ method, headers }) =>
        method === 'PUT' && headers['if-none-match'] !== undefined && refuse(501, 'NotImplemented'),
    );
    await storeWith().put(storedPhoto('an older store'));
    expect(server.objects.size).toBe(2);
  });

  test('appear after their thumbnail, and go before it', async () => {
    const photo = storedPhoto('whole or not there');
    server.setFault(({ method, key }) => method === 'PUT' && key.endsWith('.jpg') && refuse(403, 'AccessDenied'));
    await expect(storeWith().put(photo)).rejects.toThrow('Could not write a photo');
    expect(await storeWith().has(photo.hash)).toBe(false);
    server.setFault(null);
    await storeWith().put(photo);
    server.setFault(({ method, key }) => method === 'DELETE' && key.endsWith('.jpg') && refuse(403, 'AccessDenied'));
    await expect(storeWith().delete(photo.hash)).rejects.toThrow('Could not delete a photo');
    expect((await storeWith().readThumbnail(photo.hash)).equals(photo.thumbnail)).toBe(true);
  });
});

describe('trouble', () => {
  test('that passes is waited for', async () => {
    let failures = 1;
    server.setFault(() => failures-- > 0 && refuse(503, 'SlowDown'));
    const photo = storedPhoto('slow down');
    await storeWith().put(photo);
    expect(server.objects.size).toBe(2);
  });

  test.each([
    ['is down', 503, 'SlowDown', /answered 503/],
    ['says no', 403, 'AccessDenied', /does not let these credentials/],
    ['has lost the bucket', 404, 'NoSuchBucket', /no bucket "photos-of-a-test"/],
  ])('is not taken for a photo that is missing: the store %s', async (_what, status, code, sentence) => {
    const { hash } = storedPhoto('not read');
    server.setFault(() => refuse(status, code));
    await expect(storeWith().read(hash)).rejects.toThrow(sentence);
  });

  test('a store that does not answer is given up on', async () => {
    server.setFault(() => () => undefined);
    await expect(storeWith({ timeoutMs: 80, maxAttempts: 1 }).read(storedPhoto('silence').hash)).rejects.toThrow(
      'does not answer',
    );
  });

  test('an answer that drips for ever is given up on', async () => {
    const drips: NodeJS.Timeout[] = [];
    server.setFault(() => (response) => {
      response.writeHead(200, { 'content-length': '1000000' });
      drips.push(setInterval(() => response.write('x'), 10));
    });
    try {
      await expect(storeWith({ timeoutMs: 50, maxAttempts: 1 }).read(storedPhoto('drip').hash)).rejects.toThrow(
        'does not answer',
      );
    } finally {
      drips.forEach(clearInterval);
    }
  });

  test('an answer that stops in the middle is given up on', async () => {
    server.setFault(() => (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
    });
    await expect(storeWith({ timeoutMs: 50, maxAttempts: 1 }).read(storedPhoto('stop').hash)).rejects.toThrow(
      'does not answer',
    );
  });

  test('an answer that ends in the middle is no photo', async () => {
    server.setFault(() => (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => response.destroy());
    });
    await expect(storeWith({ maxAttempts: 1 }).read(storedPhoto('half').hash)).rejects.toThrow(
      'Could not read a photo',
    );
  });
});

describe('what is wrong with the settings is said in a sentence', () => {
  test('nothing, when all is well', async () => {
    expect(await storeWith().findTrouble()).toBeNull();
  });

  test.each([
    ['the bucket', { bucket: 'elsewhere' }, /There is no bucket "elsewhere" at http:\/\/127\.0\.0\.1/],
    ['the key', { credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' } }, /does not let these credentials/],
    [
      'the secret',
      { credentials: { accessKeyId: 'AKIATESTONLY', secretAccessKey: 'x' } },
      /does not let these credentials/,
    ],
    ['the region', { region: 'us-east-1' }, /does not let these credentials/],
  ] satisfies [string, Partial<S3PhotoStoreOptions>, RegExp][])('%s', async (_what, changes, sentence) => {
    expect(await storeWith(changes).findTrouble()).toEqual({
      sentence: expect.stringMatching(sentence),
      isLasting: true,
    });
  });

  test('a store that is away may come back', async () => {
    const endpoint = 'http://127.0.0.1:9';
    expect(await storeWith({ endpoint, maxAttempts: 1 }).findTrouble()).toEqual({
      sentence: 'http://127.0.0.1:9 does not answer.',
      isLasting: false,
    });
  });
});
