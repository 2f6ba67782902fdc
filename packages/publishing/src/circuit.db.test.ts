import type { Outcome } from '@hawker/core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { findChannelState } from './circuit.ts';
import { publishNext, type Step } from './publish-next.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

const down: Outcome = { kind: 'retryable', sentence: 'Down.' };
const live: Outcome = { kind: 'published', externalId: 'x', externalUrl: null };

let accounts: string[] = [];
beforeEach(async () => {
  await bench.clear();
  accounts = await Promise.all([1, 2, 3].map(() => bench.addAccount()));
  for (const accountId of accounts) {
    await bench.addPosts(accountId, 4);
  }
  channel.answer(down);
});

const state = () => findChannelState(sql, 'scripted');
const account = (index: number): string => accounts[index] ?? '';

async function fail(...indexes: number[]): Promise<Step[]> {
  const steps: Step[] = [];
  for (const index of indexes) {
    steps.push(await publishNext(engine, account(index)));
  }
  return steps;
}

const endItsTime = () => sql.rows(`UPDATE channel_state SET circuit_until = clock_timestamp()`);

test('five failures of three accounts open the circuit, and nothing more is sent', async () => {
  await fail(0, 1, 2, 0);
  expect(await state()).toBeNull();
  await fail(1);
  expect(await state()).toMatchObject({ circuit: 'open' });
  const [step] = await fail(2);
  expect(step?.kind === 'wait' && step.waitMs > 29_000 && step.waitMs <= 30_000).toBe(true);
  expect(channel.submitted).toHaveLength(5);
});

test.each([
  ['failures of two accounts', [0, 1, 0, 1, 0]],
  ['four failures', [0, 1, 2, 0]],
])('%s leave it closed', async (_what, indexes) => {
  await fail(...indexes);
  expect(await state()).toBeNull();
});

test('refusals are answers: they never open it', async () => {
  channel.answer({ kind: 'rejected', sentence: 'No chairs.', fieldErrors: {} });
  await fail(0, 1, 2, 0, 1, 2);
  expect(await state()).toBeNull();
});

test('a channel that answers in between is there: lost replies alone never open it', async () => {
  await fail(0, 1, 2, 0);
  channel.answer(live);
  await fail(2);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  await fail(0, 1, 2, 1);
  expect(await state()).toBeNull();
});

test('failures of more than two minutes ago do not count', async () => {
  await fail(0, 1, 2, 0);
  await sql.rows(`UPDATE attempt SET finished_at = finished_at - interval '2 minutes'`);
  await fail(1);
  expect(await state()).toBeNull();
});

test('after its time one post is let through, and its success closes the circuit and wakes everybody', async () => {
  await fail(0, 1, 2, 0, 1);
  await endItsTime();
  channel.answer(async () => {
    // While it is under way nobody else gets through.
    expect(await publishNext(engine, account(1))).toMatchObject({ kind: 'wait' });
    expect(await state()).toMatchObject({ circuit: 'half_open' });
    return live;
  });
  await publishNext(engine, account(0));
  expect(await state()).toMatchObject({ circuit: 'closed', circuitUntil: null });
  const woken = await sql.rows(`SELECT 1 FROM graphile_worker.jobs WHERE run_at <= now() AND key LIKE 'pump:%'`);
  expect(woken).toHaveLength(3);
  channel.answer(live);
  expect(await publishNext(engine, account(1))).toEqual({ kind: 'worked' });
});

test('when the one let through fails, it opens for twice as long', async () => {
  await fail(0, 1, 2, 0, 1);
  await endItsTime();
  await fail(0);
  expect(await state()).toMatchObject({ circuit: 'open' });
  const [row] = await sql.rows<{ seconds: number }>(
    'SELECT extract(epoch FROM circuit_until - clock_timestamp())::float8 AS seconds FROM channel_state',
  );
  expect(row?.seconds).toBeGreaterThan(58);
  expect(row?.seconds).toBeLessThanOrEqual(60);
});

test('a worker that dies while it tries the channel out does not leave it closed to everybody', async () => {
  await fail(0, 1, 2, 0, 1);
  await endItsTime();
  await bench.claimPost(account(0));
  expect(await publishNext(engine, account(1))).toMatchObject({ kind: 'wait' });
  await endItsTime();
  channel.answer(live);
  expect(await publishNext(engine, account(1))).toEqual({ kind: 'worked' });
  expect(await state()).toMatchObject({ circuit: 'closed' });
});

test('a lookup waits for an open circuit too, and may be the one let through', async () => {
  const [first = ''] = await bench.addPosts(account(0), 1);
  await sql.rows('DELETE FROM post WHERE account_id = $1 AND id <> $2', [account(0), first]);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' }, down);
  await fail(0, 1, 2, 1, 2);
  await bench.makeDue();
  expect(await publishNext(engine, account(0))).toMatchObject({ kind: 'wait' });
  expect(channel.looked).toEqual([]);
  await endItsTime();
  channel.answerLookup({ kind: 'found', externalId: 'x', externalUrl: null });
  await publishNext(engine, account(0));
  expect(await state()).toMatchObject({ circuit: 'closed' });
  expect((await bench.post(first)).status).toBe('published');
});

test('a reply that was kept from before says nothing of the channel now', async () => {
  const [first = ''] = await bench.addPosts(account(0), 1);
  await sql.rows('DELETE FROM post WHERE account_id = $1 AND id <> $2', [account(0), first]);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' }, down);
  await fail(0, 1, 2, 1, 2);
  await sql.rows(
    `INSERT INTO observed_listing (post_id, account_id, generation, external_id, source) VALUES ($1, $2, 1, 'x', 'reply')`,
    [first, account(0)],
  );
  await bench.makeDue();
  await endItsTime();
  await publishNext(engine, account(0));
  expect((await bench.post(first)).status).toBe('published');
  expect(await state()).toMatchObject({ circuit: 'half_open' });
});

test('what a post’s own photos or text did wrong says nothing of the channel', async () => {
  await fail(0, 1, 2, 0, 1);
  await endItsTime();
  await sql.rows(`UPDATE listing SET title = repeat('x', 41)`);
  await fail(0);
  expect(await state()).toMatchObject({ circuit: 'half_open' });
  // Nor does it keep the next one waiting for an answer that never comes.
  await sql.rows(`UPDATE listing SET title = 'Chair'`);
  channel.answer(live);
  expect(await fail(1)).toEqual([{ kind: 'worked' }]);
  expect(await state()).toMatchObject({ circuit: 'closed' });
});
