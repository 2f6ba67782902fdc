import { defaultPace, practicePace } from '@hawker/core';
import { movePosts, newId } from '@hawker/db';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';

const bench = await createTestApp();
const { app, caller, channel } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountId = '';
beforeEach(async () => {
  channel.signIn = { kind: 'ok', sellerName: 'Ann' };
  [accountId = ''] = await bench.addAccounts(1);
});

const input = (name = `Account ${newId()}`) => ({
  channel: 'silent',
  name,
  timeZone: 'Europe/Berlin',
  credentials: { token: `very-secret-${newId()}` },
  pace: practicePace,
});

async function errorOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => domainErrorOf(reason),
  );
  if (!error) {
    throw new Error('it did not fail, or not with a sentence');
  }
  return { code: error.code, message: error.message, fields: error.fields };
}

async function addPosts(count: number, when: 'draft' | 'now' = 'now'): Promise<string[]> {
  for (let n = 0; n < count; n++) {
    await caller.listings.create({ listing: newListing(), accountIds: [accountId], publish: { when } });
  }
  return (await caller.posts.list({ filter: { accountId } })).posts.map((post) => post.id);
}

const wakes = () => sql.rows(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [`pump:${accountId}`]);
const forgetWakes = () => sql.rows('DELETE FROM graphile_worker._private_jobs');

describe('create', () => {
  test('what the channel refuses stands at the field, and nothing is stored', async () => {
    channel.signIn = { kind: 'refused', sentence: 'This token is not known.' };
    expect(await errorOf(caller.accounts.create(input('Refused')))).toEqual({
      code: 'bad_input',
      message: 'This token is not known.',
      fields: { 'credentials.token': 'This token is not known.' },
    });
    expect((await caller.accounts.list()).map((account) => account.name)).not.toContain('Refused');
  });

  test('a channel that cannot be reached does not stop anybody: stored, and not checked', async () => {
    channel.signIn = { kind: 'unreachable', sentence: 'Down.' };
    const { id, checked } = await caller.accounts.create(input());
    expect(checked).toBe(false);
    expect(await caller.accounts.get({ id })).toMatchObject({ status: 'active', blockedReason: null });
  });

  test('missing credentials are asked for by their label', async () => {
    expect(await errorOf(caller.accounts.create({ ...input(), credentials: { token: '  ' } }))).toMatchObject({
      fields: { 'credentials.token': 'Give the access token.' },
    });
  });

  test('a name is taken whatever its case, and free again when its account is deleted', async () => {
    const name = `Corner shop ${newId()}`;
    const { id } = await caller.accounts.create(input(name));
    const taken = { code: 'conflict', fields: { name: expect.stringContaining('is called') } };
    expect(await errorOf(caller.accounts.create(input(name.toUpperCase())))).toMatchObject(taken);
    expect(await errorOf(caller.accounts.update({ id: accountId, update: { name } }))).toMatchObject(taken);
    await caller.accounts.remove({ id });
    expect((await caller.accounts.create(input(name))).checked).toBe(true);
  });

  test('a channel that is not there is a mistake in the form', async () => {
    expect(await errorOf(caller.accounts.create({ ...input(), channel: 'ebay' }))).toMatchObject({
      code: 'bad_input',
      fields: { channel: 'Choose a channel.' },
    });
  });

  test('credentials are in no answer, in no log, and unreadable in the database', async () => {
    const { id } = await caller.accounts.create(input());
    const answers = JSON.stringify([
      await caller.accounts.get({ id }),
      await caller.accounts.list(),
      await caller.system.audit({}),
    ]);
    expect(answers + bench.logged.join()).not.toContain('very-secret');
    const [row] = await sql.rows<{ text: string }>(
      `SELECT encode(credentials, 'escape') AS text FROM account WHERE id = $1`,
      [id],
    );
    expect(row?.text).not.toContain('very-secret');
  });
});

describe('update', () => {
  test('a shorter gap takes effect at once, and the pump is woken', async () => {
    await sql.rows(`UPDATE account SET next_slot_at = now() + interval '1 day' WHERE id = $1`, [accountId]);
    await forgetWakes();
    await caller.accounts.update({ id: accountId, update: { pace: { ...defaultPace, minGapSeconds: 10 } } });
    const account = await caller.accounts.get({ id: accountId });
    expect(account.minGapSeconds).toBe(10);
    expect((account.nextSlotAt?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(10_000);
    expect(await wakes()).toHaveLength(1);
  });

  test('a longer gap does not bring the slot forward', async () => {
    const soon = new Date(Date.now() + 60_000);
    await sql.rows('UPDATE account SET next_slot_at = $2 WHERE id = $1', [accountId, soon]);
    await caller.accounts.update({ id: accountId, update: { pace: { ...defaultPace, minGapSeconds: 3_600 } } });
    expect((await caller.accounts.get({ id: accountId })).nextSlotAt).toEqual(soon);
  });

  test('what is not given stays', async () => {
    const before = await caller.accounts.get({ id: accountId });
    await caller.accounts.update({ id: accountId, update: { name: `Renamed ${accountId}` } });
    expect(await caller.accounts.get({ id: accountId })).toEqual({ ...before, name: `Renamed ${accountId}` });
  });

  test('a new token brings a blocked account and the posts that waited for it back', async () => {
    const [one = '', two = ''] = await addPosts(2);
    await movePosts(sql, { move: 'blockOnSignIn', postIds: [one], actor: 'test', changes: { due: null } });
    await movePosts(sql, { move: 'claim', postIds: [two], actor: 'test' });
    await movePosts(sql, { move: 'loseReply', postIds: [two], actor: 'test', changes: { due: null } });
    await sql.rows(`UPDATE account SET status = 'blocked', blocked_reason = 'Expired.' WHERE id = $1`, [accountId]);
    await forgetWakes();
    await caller.accounts.update({ id: accountId, update: { credentials: { token: 'new' } } });
    expect(await caller.accounts.get({ id: accountId })).toMatchObject({ status: 'active', blockedReason: null });
    expect(await caller.posts.get({ id: one })).toMatchObject({
      status: 'queued',
      dueAt: expect.any(Date),
      lastClass: null,
    });
    // Still to be looked up, and now it can be.
    expect(await caller.posts.get({ id: two })).toMatchObject({ status: 'unknown', dueAt: expect.any(Date) });
    expect(await wakes()).toHaveLength(1);
  });

  test('a token that is refused changes nothing', async () => {
    await sql.rows(`UPDATE account SET status = 'blocked', blocked_reason = 'Expired.' WHERE id = $1`, [accountId]);
    channel.signIn = { kind: 'refused', sentence: 'No.' };
    const update = caller.accounts.update({ id: accountId, update: { name: 'Other', credentials: { token: 'x' } } });
    expect(await errorOf(update)).toMatchObject({ fields: { 'credentials.token': 'No.' } });
    expect(await caller.accounts.get({ id: accountId })).toMatchObject({
      status: 'blocked',
      name: expect.not.stringMatching('Other'),
    });
  });
});

describe('sign-in check', () => {
  test('only a clear “no” blocks, and a clear “yes” unblocks', async () => {
    channel.signIn = { kind: 'unreachable', sentence: 'Down.' };
    await caller.accounts.checkSignIn({ id: accountId });
    expect((await caller.accounts.get({ id: accountId })).status).toBe('active');
    channel.signIn = { kind: 'refused', sentence: 'Token expired.' };
    await caller.accounts.checkSignIn({ id: accountId });
    expect(await caller.accounts.get({ id: accountId })).toMatchObject({
      status: 'blocked',
      blockedReason: 'Token expired.',
    });
    channel.signIn = { kind: 'ok', sellerName: 'Ann' };
    expect(await caller.accounts.checkSignIn({ id: accountId })).toEqual({ kind: 'ok', sellerName: 'Ann' });
    expect(await caller.accounts.get({ id: accountId })).toMatchObject({ status: 'active', blockedReason: null });
  });

  test('credentials that another key sealed ask for new ones', async () => {
    await sql.rows(`UPDATE account SET credentials = '\\x01ff' WHERE id = $1`, [accountId]);
    expect(await errorOf(caller.accounts.checkSignIn({ id: accountId }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Give a new one'),
    });
  });
});

describe('pause and resume', () => {
  test('a paused account says so, and resuming wakes it', async () => {
    await caller.accounts.pause({ id: accountId });
    expect((await caller.accounts.get({ id: accountId })).status).toBe('paused');
    await forgetWakes();
    await caller.accounts.resume({ id: accountId });
    expect((await caller.accounts.get({ id: accountId })).status).toBe('active');
    expect(await wakes()).toHaveLength(1);
  });

  test('both may be asked for twice', async () => {
    await caller.accounts.pause({ id: accountId });
    await caller.accounts.pause({ id: accountId });
    await caller.accounts.resume({ id: accountId });
    await caller.accounts.resume({ id: accountId });
    expect((await caller.accounts.get({ id: accountId })).status).toBe('active');
  });

  test('a blocked account cannot be resumed past its sign-in', async () => {
    await sql.rows(`UPDATE account SET status = 'blocked' WHERE id = $1`, [accountId]);
    expect(await errorOf(caller.accounts.resume({ id: accountId }))).toMatchObject({ code: 'conflict' });
  });
});

describe('remove and restore', () => {
  test('the posts go and come back with it, in the same states', async () => {
    const ids = await addPosts(2);
    await caller.posts.cancel({ ids: ids.slice(0, 1) });
    const before = (await caller.posts.list({ filter: { accountId } })).posts.map(({ id, status }) => ({ id, status }));
    await caller.accounts.remove({ id: accountId });
    expect((await caller.posts.list({ filter: { accountId } })).posts).toEqual([]);
    expect((await caller.posts.count({ filter: { accountId } })).count).toBe(0);
    expect(await errorOf(caller.accounts.get({ id: accountId }))).toMatchObject({ code: 'not_found' });
    await forgetWakes();
    await caller.accounts.restore({ id: accountId });
    const after = (await caller.posts.list({ filter: { accountId } })).posts.map(({ id, status }) => ({ id, status }));
    expect(after).toEqual(before);
    expect((await caller.accounts.get({ id: accountId })).postCounts).toEqual({ queued: 1, canceled: 1 });
    expect(await wakes()).toHaveLength(1);
  });

  test('a post that was deleted before stays deleted', async () => {
    const [gone = '', kept = ''] = await addPosts(2);
    await caller.posts.remove({ ids: [gone] });
    await caller.accounts.remove({ id: accountId });
    await caller.accounts.restore({ id: accountId });
    expect((await caller.posts.list({ filter: { accountId } })).posts.map((post) => post.id)).toEqual([kept]);
  });

  test('not while a post of it is being published', async () => {
    const ids = await addPosts(1);
    await movePosts(sql, { move: 'claim', postIds: ids, actor: 'test' });
    expect(await errorOf(caller.accounts.remove({ id: accountId }))).toMatchObject({ code: 'conflict' });
    expect((await caller.accounts.get({ id: accountId })).status).toBe('active');
  });

  test('not when another account took its name', async () => {
    const { name } = await caller.accounts.get({ id: accountId });
    await caller.accounts.remove({ id: accountId });
    await caller.accounts.create(input(name));
    expect(await errorOf(caller.accounts.restore({ id: accountId }))).toEqual({
      code: 'conflict',
      message: `Another account is called “${name}” now. Rename that one first.`,
      fields: undefined,
    });
  });

  test.each(['account first', 'listing first'])(
    'a post is back when both its account and its listing are (%s)',
    async (order) => {
      const [post = ''] = await addPosts(1);
      const { listingId } = await caller.posts.get({ id: post });
      await caller.accounts.remove({ id: accountId });
      await caller.listings.remove({ id: listingId });
      const restores = [
        () => caller.accounts.restore({ id: accountId }),
        () => caller.listings.restore({ id: listingId }),
      ];
      if (order === 'listing first') {
        restores.reverse();
      }
      await restores[0]?.();
      expect((await caller.posts.count({ filter: { accountId } })).count).toBe(0);
      await restores[1]?.();
      expect((await caller.posts.get({ id: post })).status).toBe('queued');
    },
  );

  test('what is not there is told as such', async () => {
    const id = newId();
    for (const act of ['remove', 'restore', 'checkSignIn'] as const) {
      expect(await errorOf(caller.accounts[act]({ id }))).toMatchObject({ code: 'not_found' });
    }
  });
});

test('one seller was connected twice under two names, and everything was posted twice there', async () => {
  const first = input('Attic');
  const { id } = await caller.accounts.create(first);
  const twice = caller.accounts.create({ ...input('Cellar'), credentials: first.credentials });
  const sentence = '“Attic” signs in with the same: everything would be posted twice there.';
  expect(await errorOf(twice)).toMatchObject({ code: 'bad_input', fields: { 'credentials.token': sentence } });
  const other = await caller.accounts.create(input('Cellar'));
  const moved = caller.accounts.update({ id: other.id, update: { credentials: first.credentials } });
  expect(await errorOf(moved)).toMatchObject({ message: sentence });
  // Its own again is no second one, and a deleted account is in nobody's way.
  await caller.accounts.update({ id, update: { credentials: first.credentials } });
  await caller.accounts.remove({ id });
  await caller.accounts.update({ id: other.id, update: { credentials: first.credentials } });
  expect(await errorOf(caller.accounts.restore({ id }))).toMatchObject({
    message: expect.stringContaining('“Cellar”'),
  });
});

test('an account whose access no key opens any more could not be brought back', async () => {
  const { id } = await caller.accounts.create(input());
  await caller.accounts.remove({ id });
  await sql.rows(`UPDATE account SET credentials = '\\x00' WHERE id = $1`, [id]);
  await caller.accounts.restore({ id });
  expect(await caller.accounts.get({ id })).toMatchObject({ id });
});
