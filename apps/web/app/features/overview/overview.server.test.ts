import type { Account } from '@hawker/api';
import { practicePace } from '@hawker/core';
import { expect, test } from 'vitest';
import { accountLines, finishOf, needsYouOf } from './overview.server.ts';

const now = new Date('2026-11-24T12:00:00Z');

const account = (given: Partial<Account> = {}): Account => ({
  ...practicePace,
  id: 'a',
  channel: 'practice',
  channelTitle: 'Practice market',
  delivery: 'api',
  paceSentence: '',
  name: 'Berlin',
  status: 'active',
  blockedReason: null,
  timeZone: 'Europe/Berlin',
  nextSlotAt: null,
  variation: null,
  usedToday: 0,
  createdAt: now,
  postCounts: {},
  publishedByDay: [],
  ...given,
});

const slotOf = (given: Partial<Account>) => accountLines([account(given)], now)[0]?.nextSlot;

test('the next slot is when a post may really go out', () => {
  const postCounts = { queued: 3 };
  expect(slotOf({})).toEqual({ kind: 'none' });
  expect(slotOf({ postCounts })).toEqual({ kind: 'now' });
  expect(slotOf({ postCounts, status: 'paused' })).toEqual({ kind: 'held' });
  expect(slotOf({ postCounts, nextSlotAt: new Date('2026-11-24T12:03:00Z') })).toEqual({
    kind: 'at',
    at: new Date('2026-11-24T12:03:00Z'),
  });
  // The day's posts are used up: midnight in Berlin.
  expect(slotOf({ postCounts, postsPerDay: 2, usedToday: 2 })).toEqual({
    kind: 'at',
    at: new Date('2026-11-24T23:00:00Z'),
  });
});

test('blocked accounts come first, with all that they hold up', () => {
  const lines = accountLines(
    [account({ id: 'ok' }), account({ id: 'bad', status: 'blocked', postCounts: { auth_blocked: 2, queued: 5 } })],
    now,
  );
  expect(lines.map(({ id, waiting }) => [id, waiting])).toEqual([
    ['bad', 7],
    ['ok', 0],
  ]);
});

test('the finish is that of the slowest account that posts', () => {
  const quick = account({ postCounts: { queued: 10 } });
  const slow = account({ id: 'b', minGapSeconds: 60, postCounts: { queued: 10, retry_wait: 1 } });
  const blocked = account({ id: 'c', status: 'blocked', minGapSeconds: 3_600, postCounts: { queued: 99 } });
  expect(finishOf([quick, slow, blocked], now)).toEqual(new Date('2026-11-24T12:10:00Z'));
});

test('no finish is promised where nothing goes out, or where posts have times of their own', () => {
  expect(finishOf([account()], now)).toBeNull();
  expect(finishOf([account({ status: 'paused', postCounts: { queued: 5 } })], now)).toBeNull();
  expect(finishOf([account({ postCounts: { queued: 5, scheduled: 1 } })], now)).toBeNull();
});

const sheet = {
  ...{ id: 's', number: 3, currency: 'EUR', accountId: 'a', accountName: 'Berlin', accountStatus: 'active' as const },
  ...{ channel: 'facebook-sheet', place: 'Facebook', createdAt: now, downloadedAt: null },
  ...{ waiting: 38, live: 0, refused: 0, changed: 0, photos: 0 },
};

test('each kind of trouble has the act that helps', () => {
  const post = {
    id: 'p',
    title: 'Chair',
    accountName: 'Berlin',
    channel: 'facebook-sheet',
    version: 4,
    lastSentence: 'No chairs.',
    status: 'failed',
    lastClass: 'rejected',
  } as const;
  const items = needsYouOf(
    [account(), account({ id: 'bad', status: 'blocked', blockedReason: 'Expired.', postCounts: { auth_blocked: 2 } })],
    [sheet],
    [post, { ...post, lastClass: 'retryable' }, { ...post, status: 'needs_review', lastSentence: null }],
  );
  expect(items.map((item) => [item.kind, item.kind === 'post' ? item.act : item.waiting])).toEqual([
    ['account', 2],
    ['sheet', 38],
    ['post', 'mend'],
    ['post', 'retry'],
    ['post', 'decide'],
  ]);
  expect(items.every((item) => item.kind === 'sheet' || item.reason !== '')).toBe(true);
});
