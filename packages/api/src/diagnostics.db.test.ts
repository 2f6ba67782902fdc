/** What is measured is true, shows no secret, and the plan of every statement can be asked for without running it. */

import { recordStatements, workStatements } from '@hawker/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProcessMeter, statementId } from './diagnostics/process-meter.ts';
import { RequestWork } from './diagnostics/request-work.ts';
import { appRouter, type Caller, createCaller } from './router.ts';
import { actorOf, createTestApp, newListing, sheetOf } from './testing/test-app.ts';
import { errorDetail } from './trpc.ts';

const bench = await createTestApp();
const { app } = bench;
const meter = new ProcessMeter({ cache: app.cache });
afterAll(() => bench.close());

/** As one request. */
function request(): { work: RequestWork; caller: Caller } {
  const work = new RequestWork(meter);
  return { work, caller: createCaller({ app, actor: actorOf('owner'), requestId: 'r', address: null, work }) };
}

const secrets = { email: 'secret-1@example.com', password: 'secret-2 in words', name: 'secret-3' };
const note = 'secret-4';

beforeAll(async () => {
  const { caller } = request();
  await caller.setUp.createOwner({ setupToken: 'a wrong set-up token', owner: secrets }).catch(() => undefined);
  await app.database.sql.rows(
    `INSERT INTO "user" (email, name, password_hash, role) VALUES ('ann@example.com', 'Ann', 'x', 'owner')`,
  );
  const [accountId = ''] = await bench.addAccounts(1);
  await caller.signIn.signIn({ email: secrets.email, password: secrets.password }).catch(() => undefined);
  const { id } = await caller.uploads.create({ fileName: `${note}.csv`, contentBase64: sheetOf(30, note) });
  await caller.uploads.confirm({ id, accountIds: [accountId], publish: { when: 'draft' } });
  await caller.listings.create({ listing: newListing(`${note} chair`) });
  await caller.posts.list({ filter: { search: note } });
  const { posts } = await caller.posts.list({});
  await caller.posts.cancel({ ids: posts.map((post) => post.id) });
  await caller.posts.get({ id: posts[0]?.id ?? '' });
  await caller.accounts.update({ id: accountId, update: { name: note } });
  await caller.tokens.create({ name: note });
  await Promise.all([caller.queue.get(), caller.system.audit({}), caller.batches.list({}), caller.channels.list()]);
});

const cached: Record<string, (caller: Caller) => Promise<unknown>> = {
  'overview.stats': (caller) => caller.overview.stats(),
  'accounts.list': (caller) => caller.accounts.list(),
  'posts.list': (caller) => caller.posts.list({}),
  'posts.count': (caller) => caller.posts.count({}),
};

function hasMeta(procedure: unknown): boolean {
  const definition: unknown = typeof procedure === 'function' ? Reflect.get(procedure, '_def') : undefined;
  return typeof definition === 'object' && definition !== null && Reflect.get(definition, 'meta') !== undefined;
}

test('every procedure that says it answers from the cache is held to it below', () => {
  const walked: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const flagged = Object.keys(walked).filter((path) => hasMeta(walked[path]));
  expect(flagged.sort()).toEqual(Object.keys(cached).sort());
});

test.each(Object.entries(cached))(
  'all that %s sends is counted, though only its loads are watched',
  async (_path, call) => {
    await app.cache.clear();
    const cold = request();
    const { statements } = await recordStatements(() => call(cold.caller));
    const sent = workStatements(statements).length;
    expect(sent).toBeGreaterThan(0);
    expect(cold.work).toMatchObject({ statements: sent, cacheReads: 1, cacheMisses: 1 });
    expect(cold.work.databaseMs).toBeGreaterThan(0);
    const warm = request();
    await call(warm.caller);
    expect(warm.work).toMatchObject({ statements: 0, databaseMs: 0, cacheReads: 1, cacheMisses: 0 });
    expect(warm.work.serverTiming()).toMatch(
      /^db;desc="0 statements";dur=0, cache;desc="1 hit, 0 misses", total;dur=\d+(\.\d)?$/,
    );
  },
);

test('a call that asks the database itself is counted whole, and two at once each for themselves', async () => {
  // The queue reads the accounts from the cache.
  await request().caller.accounts.list();
  const [one, other] = [request(), request()];
  const both = [one.caller.queue.get(), other.caller.system.status()];
  await Promise.all(both);
  const alone = request();
  await alone.caller.queue.get();
  expect(other.work.statements).toBe(1);
  expect(one.work.statements).toBe(alone.work.statements);
});

test('who asked, how often, and how it ended', async () => {
  const before = (await request().caller.diagnostics.get()).procedures.find(({ path }) => path === 'accounts.get');
  expect(before).toBeUndefined();
  const { caller } = request();
  await caller.accounts.get({ id: '01a20506-5f9a-7418-990a-fb51294ef9df' }).catch(() => undefined);
  const after = await caller.diagnostics.get();
  expect(after.procedures.find(({ path }) => path === 'accounts.get')).toMatchObject({
    calls: 1,
    refused: 1,
    failed: 0,
    statementsPerCall: 1,
  });
  expect(after.cache).toMatchObject({ store: 'memory', status: 'ok', pendingTags: 0 });
  expect(after.cache.answers.map(({ label }) => label)).toContain('overview.stats');
});

test('no value of anybody is in what is shown', async () => {
  const texts = [...meter.statements.merged()].flatMap(([shape, { text }]) => [shape, text]);
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.join('\n')).not.toContain('secret');
  // A literal in a statement is one that the program wrote: a word, a format, an interval.
  const literals = new Set(texts.flatMap((text) => text.match(/'(?:[^']|'')*'/g) ?? []));
  expect([...literals].filter((literal) => /\d{4}|@|-[0-9a-f]{4}-/.test(literal))).toEqual([]);
});

test('every statement that was seen has a plan, and is not run for it', async () => {
  const { caller } = request();
  const rowsBefore = await app.database.sql.rows(
    'SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM audit_entry) AS entries',
  );
  const ids = (await caller.diagnostics.get()).statements.map(({ id, hasPlan, text }) => ({ id, hasPlan, text }));
  expect(ids.length).toBe(20);
  for (const [shape] of meter.statements.merged()) {
    const { plan } = await caller.diagnostics.explain({ statementId: statementId(shape) });
    expect(plan, shape).toMatch(/cost=/);
  }
  expect(
    await app.database.sql.rows(
      'SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM audit_entry) AS entries',
    ),
  ).toEqual(rowsBefore);
});

test('a statement that nobody sent has no plan', async () => {
  const detail = await request()
    .caller.diagnostics.explain({ statementId: '0123456789abcdef' })
    .then(
      () => null,
      (error: unknown) => errorDetail(error, null),
    );
  expect(detail).toMatchObject({ code: 'not_found' });
});

test('where nobody measures it says so', async () => {
  const detail = await bench.caller.diagnostics.get().then(
    () => null,
    (error: unknown) => errorDetail(error, null),
  );
  expect(detail).toMatchObject({ code: 'unavailable' });
});

test('without its Redis it says that the cache is degraded, and why the database was asked', async () => {
  // Nobody listens at port 1.
  const alone = await bench.another({ redisUrl: 'redis://127.0.0.1:1' });
  const work = new RequestWork(new ProcessMeter({ cache: alone.app.cache }));
  const caller = createCaller({ app: alone.app, actor: actorOf('owner'), requestId: 'r', address: null, work });
  await caller.overview.stats();
  const { cache } = await caller.diagnostics.get();
  await alone.close();
  expect(cache).toMatchObject({ store: 'redis', status: 'degraded' });
  expect(cache.storeErrors).toBeGreaterThan(0);
  const answer = cache.answers.find(({ label }) => label === 'overview.stats');
  expect(answer).toMatchObject({ hits: 0, misses: { absent: 0 } });
  expect((answer?.misses.error ?? 0) + (answer?.misses.bypass ?? 0)).toBe(1);
});
