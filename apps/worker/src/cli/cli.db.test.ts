import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appRouter, createLocalClient, createOwner, findActor, type OpenApp, openApp } from '@hawker/api';
import { apiPath } from '@hawker/api/client';
import { cloneDatabase } from '@hawker/db/testing';
import { createMarket, defaultFaults, type Market } from '@hawker/market';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type HawkerProcess, runHawker, startHawker } from '../testing/run-hawker.ts';

// Pictures are drawn and whole processes start: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

/** One Hawker for all of them, in the order of a first day: nothing there, sample data, a worker, a sheet. */
let folder: string;
let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let market: Market;
let app: OpenApp;
let env: Record<string, string>;
let worker: HawkerProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawker-cli-'));
  clone = await cloneDatabase();
  market = await createMarket({ dataDir: join(folder, 'market') });
  const marketUrl = await market.listen();
  app = await openApp({
    ...{ databaseUrl: clone.url, dataDirectory: folder, secretKey: undefined, marketUrl, setupToken: null },
    ...{ origin: 'http://localhost:3000', applicationName: 'hawker test' },
    log: { warn: () => undefined, error: () => undefined },
  });
  await createOwner(app, { name: 'Ann', email: 'ann@example.com', password: 'a long enough password' });
  env = { DATABASE_URL: clone.url, HAWKER_DATA_DIR: folder, HAWKER_MARKET_URL: marketUrl };
});

afterAll(async () => {
  worker?.child.kill('SIGKILL');
  await worker?.ended;
  await app.close();
  await market.close();
  await clone.drop();
  await rm(folder, { recursive: true });
});

const text = (part: string) => expect.stringContaining(part);

async function sheet(name: string, rows: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, ['title,description,price', ...rows].join('\n'));
  return path;
}

const chairs = (n: number, name: string) =>
  Array.from({ length: n }, (_, i) => `${name} ${i + 1},Solid oak.,${20 + i}`);

describe('before there is a worker', () => {
  test('sample loads accounts and listings once', async () => {
    const first = await startHawker(['sample', '--json'], env).ended;
    expect(first.stderr).toContain('Added 5 accounts and 50 listings.');
    expect(JSON.parse(first.stdout)).toEqual({ accounts: 5, listings: 50 });
    expect(first.exitCode).toBe(0);

    const second = await runHawker(['sample', '--json', '--posts', '12'], env);
    expect(JSON.parse(second.stdout)).toMatchObject({ accounts: 0, listings: 0, made: { posts: 12, listings: 3 } });
    expect(second.exitCode).toBe(0);
  });

  test('status says that nothing is published, in words and by its exit code', async () => {
    const { exitCode, stdout } = await runHawker(['status'], env);
    expect(stdout).toContain('No worker has started yet');
    expect(exitCode).toBe(1);
  });

  test('watching says it too, and Ctrl-C ends only the watching', async () => {
    const file = await sheet('early.csv', chairs(1, 'Early chair'));
    const watching = startHawker(['import', file, '--accounts', 'Riverside Resale', '--publish', '--watch'], env);
    await watching.says('No worker has started yet');
    watching.child.kill('SIGINT');
    const { exitCode, stderr } = await watching.ended;
    expect(stderr).toContain('Stopped watching. Publishing goes on');
    expect(exitCode).toBe(130);
  });
});

describe('with a worker', () => {
  beforeAll(async () => {
    worker = startHawker(['work'], env);
    await worker.says('The worker runs.');
  });

  test('import publishes a sheet on all accounts and waits for the last post', async () => {
    const file = await sheet('stock.csv', chairs(10, 'Chair'));
    const args = ['import', file, '--accounts', 'all', '--publish', '--watch', '--json'];
    const { exitCode, stdout, stderr } = await startHawker(args, env).ended;
    expect(JSON.parse(stdout)).toMatchObject({
      listings: 10,
      posts: 50,
      skipped: 0,
      rows: { good: 10, bad: 0, errors: [] },
      settled: true,
      progress: { total: 50, live: 50, failed: 0, waiting: 0 },
    });
    expect(stderr).toContain('Publishing: 50 of 50');
    expect(stderr).toContain('50 posts are live.');
    expect(exitCode).toBe(0);
  });

  test('status is well, and posts lists what is live', async () => {
    const status = await runHawker(['status', '--json'], env);
    expect(JSON.parse(status.stdout)).toMatchObject({ system: { ok: true, workers: 1 } });
    expect(status.exitCode).toBe(0);

    const { stdout } = await runHawker(
      ['posts', '--json', '--status', 'live', '--account', 'riverside resale', '--search', 'Chair 7'],
      env,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      posts: [{ title: 'Chair 7', status: 'published', externalUrl: text(market.origin) }],
      more: false,
    });
  });

  test('a sheet with wrong rows names them; --strict changes nothing', async () => {
    const file = await sheet('mixed.csv', [...chairs(1, 'Stool'), 'No price,Nothing.,', ',Nameless.,5']);
    const strict = await runHawker(['import', file, '--accounts', 'all', '--strict', '--json'], env);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      batchId: null,
      posts: 0,
      rows: {
        good: 1,
        bad: 2,
        errors: [
          { row: 3, column: 'price' },
          { row: 4, column: 'title' },
        ],
      },
    });
    expect(strict.stderr).toMatch(/Row +Column +What to do\n +3 +price +Give a price\./);
    expect(strict.exitCode).toBe(2);

    const loose = await runHawker(['import', file, '--accounts', 'Riverside Resale, Harbour Homeware', '--json'], env);
    expect(JSON.parse(loose.stdout)).toMatchObject({ listings: 1, posts: 2 });
    expect(loose.exitCode).toBe(0);
  });

  test('columns that nobody knows are asked for once', async () => {
    const rows = ['Artikel;Preis;Lager', 'Sessel;12,50;1', 'Regal;7;2'].join('\n');
    const file = join(folder, 'artikel.csv');
    await writeFile(file, rows);
    const asked = await runHawker(['import', file, '--accounts', 'all', '--dry-run'], env);
    expect(asked.stderr).toContain('--map "Artikel=title"');
    expect(asked.stderr).toContain('“Artikel”, “Preis”, “Lager”');
    expect(asked.exitCode).toBe(2);

    const dryRun = ['import', file, '--accounts', 'all', '--dry-run', '--json'];
    const wrong = await runHawker([...dryRun, '--map', 'Name=title'], env);
    expect(wrong.stderr).toContain('The file has no column “Name”');
    const mapped = await runHawker([...dryRun, '--map', 'artikel=title', '--map', 'Preis=price'], env);
    expect(JSON.parse(mapped.stdout)).toMatchObject({ rows: { good: 2, format: 'mapped' } });
    expect(mapped.stderr).toContain('Read “Artikel” as title, “Preis” as price');
    await writeFile(file, `${rows}\nTisch;5;1`);
    const later = await runHawker(dryRun, env);
    expect(JSON.parse(later.stdout)).toMatchObject({ rows: { good: 3, creates: 3 } });
    expect(later.exitCode).toBe(0);
  });

  test('where the headers are is said, where another row looks like them', async () => {
    const file = join(folder, 'varor.csv');
    await writeFile(file, 'Vara;Kronor;Antal\nnamn;summa;st\nBord;120;1\nStol;45;2');
    const import_ = ['import', file, '--accounts', 'all', '--dry-run', '--json', '--headers', '2'];
    const asked = await runHawker(import_, env);
    expect(asked.stderr).toContain('“namn”, “summa”, “st”');
    expect(asked.exitCode).toBe(2);
    const mapped = await runHawker([...import_, '--map', 'namn=title', '--map', 'summa=price'], env);
    expect(JSON.parse(mapped.stdout)).toMatchObject({ rows: { good: 2, bad: 0 } });
    expect(mapped.stderr).toContain('The headers are in row 2. The row above them was not read.');
  });

  test('a file brought again changes listings and says so', async () => {
    const file = await sheet('mixed.csv', ['Stool 1,Now with a cushion.,19']);
    const { stdout, stderr } = await runHawker(['import', file, '--accounts', 'all', '--dry-run', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ rows: { good: 1, creates: 0, updates: 1 } });
    expect(stderr).toContain('1 listing is in Hawker already, by SKU; 1 is changed.');
  });

  test('publish follows drafts that belong to several batches, and fails when one of them does', async () => {
    await fetch(`${market.origin}/v1/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...defaultFaults, refuse: { ...defaultFaults.refuse, probability: 1 } }),
    });
    const refused = await runHawker(['publish', '--all-drafts', '--watch', '--json'], env);
    // 12 from the sample posts, 2 from the sheet.
    expect(JSON.parse(refused.stdout)).toMatchObject({ moved: 14, settled: true, progress: { live: 0, failed: 14 } });
    expect(refused.stderr).toContain('14 posts did not go out:');
    expect(refused.stderr).toContain('This title is not allowed here.');
    expect(refused.exitCode).toBe(1);
  });

  test('what is done to all posts that match is said first, and done with --yes', async () => {
    const failed = ['posts', 'cancel', '--status', 'failed', '--json'];
    const none = await runHawker(failed, env);
    expect(JSON.parse(none.stdout)).toEqual({ matching: 0, moved: 0, left: 0 });
    await fetch(`${market.origin}/v1/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(defaultFaults),
    });
    const retry = ['posts', 'retry', '--status', 'failed', '--json'];
    const asked = await runHawker(retry, env);
    expect(JSON.parse(asked.stdout)).toEqual({ matching: 14, moved: 0, left: 0 });
    expect(asked.stderr).toContain('14 posts that match would be tried again. Say `--yes` to do it.');
    const done = await runHawker([...retry, '--yes'], env);
    expect(JSON.parse(done.stdout)).toEqual({ matching: 14, moved: 14, left: 0 });
    expect(done.exitCode).toBe(0);
  });

  test('export saves what matches, never over a file that is there', async () => {
    const posts = join(folder, 'posts.csv');
    const saved = await runHawker(['export', 'posts', posts, '--status', 'live', '--search', '7 chair'], env);
    expect(saved).toMatchObject({ exitCode: 0, stdout: '', stderr: text(`Saved ${posts}.`) });
    const lines = (await readFile(posts, 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(1 + 5);
    expect(lines[1]).toMatch(/,Chair 7,26\.00,EUR,.*,published,/);

    const again = await runHawker(['export', 'posts', posts], env);
    expect(again).toMatchObject({ exitCode: 2, stderr: text('is there already') });
    expect((await readFile(posts, 'utf8')).trim().split('\r\n')).toEqual(lines);
    const listings = join(folder, 'stock.xlsx');
    expect((await runHawker(['export', 'listings', listings, '--json'], env)).exitCode).toBe(0);
    const brought = await runHawker(['import', listings, '--accounts', 'all', '--dry-run', '--json'], env);
    expect(JSON.parse(brought.stdout)).toMatchObject({ rows: { bad: 0, creates: 0, updates: 0 } });
    expect(await runHawker(['export', 'posts', 'posts.txt'], env)).toMatchObject({ exitCode: 2 });
  });

  test('remote, with a token, by the same commands', async () => {
    const made = await runHawker(['token', 'create', 'Stock sync'], env);
    const token = made.stdout.trim();
    expect(token).toMatch(/^hwt_\S+$/);

    const handler = createHTTPHandler({
      router: appRouter,
      basePath: `${apiPath}/`,
      createContext: async ({ req }) => ({
        app,
        actor: await findActor(app, req.headers.authorization?.replace('Bearer ', '') ?? ''),
        requestId: 'test',
        address: null,
      }),
    });
    const server = createServer(handler).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const remote = { HAWKER_URL: `http://127.0.0.1:${port}`, HAWKER_TOKEN: token };
    try {
      const file = await sheet('remote.csv', chairs(1, 'Remote chair'));
      await fetch(`${market.origin}/v1/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(defaultFaults),
      });
      const args = ['import', file, '--accounts', 'all', '--publish', '--watch', '--json'];
      const { exitCode, stdout } = await runHawker(args, remote);
      expect(JSON.parse(stdout)).toMatchObject({ posts: 5, progress: { live: 5 } });
      expect(exitCode).toBe(0);

      const refused = await runHawker(['status'], { ...remote, HAWKER_TOKEN: 'hwt_wrong' });
      expect(refused.stderr).toContain('does not accept the token');
      expect(refused.exitCode).toBe(3);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    const gone = await runHawker(['status', '--json'], remote);
    expect(gone.stderr).toContain(`Hawker does not answer at ${remote.HAWKER_URL}`);
    expect(JSON.parse(gone.stdout)).toMatchObject({ error: { code: 'unreachable' } });
    expect(gone.exitCode).toBe(3);
  });

  test('a lost password is made anew beside the database, never from afar', async () => {
    const made = await runHawker(['password', 'Ann@example.com'], env);
    expect(made).toMatchObject({ exitCode: 0, stderr: text('The new password of ann@example.com') });
    expect(made.stdout).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}\n$/);
    const remote = { HAWKER_URL: 'http://127.0.0.1:9', HAWKER_TOKEN: 'hwt_x' };
    expect(await runHawker(['password'], remote)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test('sheets are filled by the worker, saved, and said to be live', async () => {
    const hawker = createLocalClient(app, { kind: 'local', userId: null, name: 'test', email: null, role: 'owner' });
    await hawker.accounts.create.mutate({
      ...{ channel: 'facebook-sheet', name: 'Ann at Facebook', timeZone: 'Europe/Berlin', credentials: {} },
      pace: { minGapSeconds: 0, postsPerDay: 100, quietStartMinute: null, quietEndMinute: null },
    });
    const file = await sheet('by-hand.csv', chairs(3, 'By hand'));
    // It ends although nothing is live: what waits now is a person's work.
    const args = ['import', file, '--accounts', 'Ann at Facebook', '--publish', '--watch'];
    expect(await runHawker(args, env)).toMatchObject({ exitCode: 1, stderr: text('upload at Facebook') });
    const saved = await runHawker(['sheets', '--save', join(folder, 'to-upload'), '--json'], env);
    const { sheets, saved: paths } = JSON.parse(saved.stdout);
    expect(sheets).toMatchObject([{ accountName: 'Ann at Facebook', number: 1, waiting: 3 }]);
    expect(paths).toEqual([join(folder, 'to-upload', 'ann-at-facebook-sheet-1.xlsx')]);
    expect((await stat(paths[0])).size).toBeGreaterThan(1_000);
    const live = await runHawker(['sheets', '--live', sheets[0].id], env);
    expect(live).toMatchObject({ exitCode: 0, stderr: text('3 posts are live.') });
    expect(live.stderr).toContain('No sheet waits to be uploaded.');
  });

  test('posts that may be listed already were tried again at one word', async () => {
    const file = await sheet('twice.csv', chairs(2, 'Twice'));
    await runHawker(['import', file, '--accounts', 'Ann at Facebook', '--publish', '--watch'], env);
    await runHawker(['sheets', '--save', join(folder, 'to-upload')], env);
    const which = ['--account', 'Ann at Facebook', '--search', 'Twice'];
    const canceled = await runHawker(['posts', 'cancel', ...which, '--yes'], env);
    expect(canceled).toMatchObject({ exitCode: 0, stderr: text('2 posts canceled.') });
    expect(canceled.stderr).toContain(
      '2 of them were in a sheet that was downloaded: “Twice 1” (sheet 2 of Ann at Facebook)',
    );
    const refused = await runHawker(['posts', 'retry', ...which, '--yes'], env);
    expect(refused).toMatchObject({ exitCode: 1, stderr: text('is then listed twice') });
    expect(refused.stderr).toContain('Nothing was tried again.');
    const done = await runHawker(['posts', 'retry', ...which, '--yes', '--even-if-uploaded'], env);
    expect(done).toMatchObject({ exitCode: 0, stderr: text('2 posts tried again.') });
  });

  test('work signs off and ends well when it is told to stop', async () => {
    worker?.child.kill('SIGTERM');
    expect(await worker?.ended).toMatchObject({ exitCode: 0, stdout: '' });
    worker = undefined;
    const { exitCode, stdout } = await runHawker(['status', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ system: { ok: false, workers: 0 } });
    expect(exitCode).toBe(1);
  });
});

describe('what cannot work', () => {
  test('an unknown command is wrong use', async () => {
    const { exitCode, stdout, stderr } = await startHawker(['pubish'], env).ended;
    expect(stderr).toContain('Did you mean publish?');
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('an empty database is named, not shown as a stack', async () => {
    const { exitCode, stderr } = await runHawker(['status'], {
      ...env,
      DATABASE_URL: clone.url.replace(/[^/]+$/, 'postgres'),
    });
    expect(stderr).toMatch(/^Error: The database at \S+ is empty or of an older Hawker\. .*migrate`\.\n$/);
    expect(exitCode).toBe(1);
  });

  test('a database that does not answer is unreachable', async () => {
    const { exitCode, stderr } = await runHawker(['accounts'], {
      ...env,
      DATABASE_URL: 'postgres://hawker:secret@127.0.0.1:9/hawker',
    });
    expect(stderr).toBe('Error: The database at 127.0.0.1:9 cannot be reached (ECONNREFUSED).\n');
    expect(exitCode).toBe(3);
  });
});
