import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movePosts, newId, oneRow } from '@hawker/db';
import { createDiskPhotoStore, drawSamplePicture, sampleListings } from '@hawker/photos';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { EngineOptions } from './options.ts';
import { fetchPendingPhoto } from './photo-job.ts';
import { publishNext } from './publish-next.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { database } = bench;
const directory = await mkdtemp(join(tmpdir(), 'hawker-photo-job-'));
const photos = createDiskPhotoStore({ directory });
const changes: string[][] = [];
const engine: EngineOptions = {
  ...bench.engine,
  photos,
  onChange: async (changed) => {
    changes.push([...changed]);
  },
};

const picture = await drawSamplePicture(sampleListings[0]?.picture ?? '');
let answer: (response: ServerResponse) => void = (response) => response.end(picture);
let fetched = 0;
const server = createServer((_request, response) => {
  fetched += 1;
  answer(response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
  await bench.drop();
});

let accountId = '';
let post = '';
let photo = '';

const addPhoto = async (position = 0, sourceUrl = `${origin}/photo.jpg`) => {
  const id = newId();
  await database.sql.rows(
    `INSERT INTO photo (id, listing_id, position, status, source_url)
     SELECT $1, listing_id, $2, 'pending', $3 FROM post WHERE id = $4`,
    [id, position, sourceUrl, post],
  );
  return id;
};

beforeEach(async () => {
  answer = (response) => response.end(picture);
  fetched = 0;
  changes.length = 0;
  bench.channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  accountId = await bench.addAccount();
  [post = ''] = await bench.addPosts(accountId, 1);
  photo = await addPhoto();
  await database.sql.rows('UPDATE post SET due_at = NULL WHERE id = $1', [post]);
  await database.sql.rows('DELETE FROM graphile_worker._private_jobs');
});

const run = (id = photo, options: { lastTry?: boolean; allowedOrigins?: string[] } = {}) =>
  fetchPendingPhoto(engine, id, { allowedOrigins: [origin], lastTry: false, ...options });

const photoRow = (id = photo) =>
  oneRow<{ status: string; hash: string | null; width: number | null; error: string | null }>(
    database.sql,
    'SELECT status, content_hash AS hash, width, error FROM photo WHERE id = $1',
    [id],
  );

const wakes = () => database.sql.rows(`SELECT key FROM graphile_worker.jobs WHERE key = $1`, [`pump:${accountId}`]);

test('a photo that comes is stored, and its listing’s post becomes due with a wake', async () => {
  await run();
  const row = await photoRow();
  expect(row).toMatchObject({ status: 'ready', width: 1200, error: null });
  expect(await photos.has(row.hash ?? '')).toBe(true);
  expect((await bench.post(post)).dueAt).not.toBeNull();
  expect(await wakes()).toHaveLength(1);
  expect(changes).toEqual([['photo', 'post']]);
  await publishNext(engine, accountId);
  expect((await bench.post(post)).status).toBe('published');
});

test('the posts are held until the last photo is in', async () => {
  const second = await addPhoto(1);
  await run();
  expect((await bench.post(post)).dueAt).toBeNull();
  expect(await wakes()).toHaveLength(0);
  await run(second);
  expect((await bench.post(post)).dueAt).not.toBeNull();
});

test('a scheduled post becomes due at its own time', async () => {
  const at = new Date('2126-01-01T10:00:00Z');
  await database.transaction((tx) =>
    movePosts(tx, { move: 'schedule', postIds: [post], actor: 'test', changes: { due: at, scheduledAt: at } }),
  );
  expect((await bench.post(post)).dueAt).toBeNull();
  await run();
  expect((await bench.post(post)).dueAt).toEqual(at);
});

test('“publish now” on a draft whose photo is still on its way does not send it without', async () => {
  await database.sql.rows(`UPDATE post SET status = 'draft' WHERE id = $1`, [post]);
  await movePosts(database.sql, { move: 'queue', postIds: [post], actor: 'test', changes: { due: 'now' } });
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'nothing' });
  await run();
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'worked' });
});

test('a draft stays a draft without a due time', async () => {
  await database.sql.rows(`UPDATE post SET status = 'draft' WHERE id = $1`, [post]);
  await run();
  expect(await bench.post(post)).toMatchObject({ status: 'draft', dueAt: null });
});

test('what is not there fails for good at once, and the post fails with that sentence', async () => {
  answer = (response) => response.writeHead(404).end();
  await run();
  const row = await photoRow();
  expect(row.status).toBe('failed');
  expect(row.error).toContain('no photo at this address');
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({
    status: 'failed',
    lastSentence: 'One of the photos could not be fetched.',
  });
  expect(bench.channel.submitted).toEqual([]);
});

test.each([
  ['not a picture', (response: ServerResponse) => void response.end('<html>')],
  ['cut off in the middle', (response: ServerResponse) => void response.end(picture.subarray(0, 2_000))],
])('bytes that are no photo (%s) fail for good', async (_what, give) => {
  answer = give;
  await run();
  expect((await photoRow()).status).toBe('failed');
});

test('an address in a private network is refused without a connection', async () => {
  await run(photo, { allowedOrigins: [] });
  expect((await photoRow()).status).toBe('failed');
  expect(fetched).toBe(0);
});

test('a server that is down is tried again, and only the last try is final', async () => {
  answer = (response) => response.writeHead(503).end();
  await expect(run()).rejects.toThrow('answered 503');
  expect((await photoRow()).status).toBe('pending');
  expect((await bench.post(post)).dueAt).toBeNull();
  await run(photo, { lastTry: true });
  expect((await photoRow()).error).toContain('answered 503');
  expect((await bench.post(post)).dueAt).not.toBeNull();
});

test('a drain in the middle is not the photo’s fault, not even on its last try', async () => {
  const shutdown = new AbortController();
  answer = () => shutdown.abort();
  const options = { allowedOrigins: [origin], lastTry: true };
  await expect(fetchPendingPhoto({ ...engine, shutdown: shutdown.signal }, photo, options)).rejects.toThrow();
  expect((await photoRow()).status).toBe('pending');
});

test('a full disk is not the photo’s fault either', async () => {
  const full = { ...photos, put: () => Promise.reject(new Error('ENOSPC')) };
  const options = { allowedOrigins: [origin], lastTry: true };
  await expect(fetchPendingPhoto({ ...engine, photos: full }, photo, options)).rejects.toThrow('ENOSPC');
  expect((await photoRow()).status).toBe('pending');
});

test('a photo that is in already, or that nobody knows, is left alone', async () => {
  await run();
  await run();
  await run(newId());
  expect(fetched).toBe(1);
});
