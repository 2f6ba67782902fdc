import type { Account } from '@hawker/api';
import { describe, expect, it } from 'vitest';
import { summariseAccount } from './account-summary.ts';

const noon = new Date('2026-06-10T10:00:00Z');

const account: Account = {
  id: 'a',
  channel: 'practice',
  channelTitle: 'Practice market',
  delivery: 'api',
  name: 'North Street Finds',
  status: 'active',
  blockedReason: null,
  timeZone: 'Europe/Berlin',
  nextSlotAt: null,
  variation: null,
  usedToday: 3,
  createdAt: noon,
  postCounts: { scheduled: 4, queued: 1, published: 20, failed: 2, auth_blocked: 5 },
  publishedByDay: [0, 3],
  minGapSeconds: 900,
  postsPerDay: 500,
  quietStartMinute: null,
  quietEndMinute: null,
  paceSentence: '',
};

describe('the summary of an account', () => {
  it('counts its posts by group, and all of them', () => {
    const { posts, postsTotal } = summariseAccount(account, noon);
    expect(posts).toEqual({ draft: 0, waiting: 5, needsYou: 5, failed: 2, live: 20, ended: 0 });
    expect(postsTotal).toBe(32);
  });

  it('may post now, after its gap, or after its quiet hours', () => {
    const later = new Date('2026-06-10T10:05:00Z');
    const quiet = { ...account, quietStartMinute: 11 * 60, quietEndMinute: 13 * 60 };
    expect(summariseAccount(account, noon).nextSlot).toEqual({ kind: 'now' });
    expect(summariseAccount({ ...account, nextSlotAt: later }, noon).nextSlot).toEqual({ kind: 'at', at: later });
    expect(summariseAccount(quiet, noon).nextSlot).toEqual({ kind: 'at', at: new Date('2026-06-10T11:00:00Z') });
  });

  it('waits for tomorrow when today is used up', () => {
    const { nextSlot } = summariseAccount({ ...account, postsPerDay: 3 }, noon);
    expect(nextSlot).toEqual({ kind: 'at', at: new Date('2026-06-10T22:00:00Z') });
  });

  it.each(['paused', 'blocked'] as const)('has no next slot while it is %s', (status) => {
    expect(summariseAccount({ ...account, status }, noon).nextSlot).toEqual({ kind: 'stopped' });
  });
});
