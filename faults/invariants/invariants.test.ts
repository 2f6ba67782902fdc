import { idempotencyKey } from '@hawker/core';
import { describe, expect, test } from 'vitest';
import type { Submit } from '../desk/market-log.ts';
import { checkInvariants } from './check.ts';
import type { Evidence, Finding, LedgerPost } from './evidence.ts';
import { countExtraPosts } from './listings.ts';
import { countLostPosts } from './settled.ts';

const noonMs = Date.UTC(2026, 4, 1, 12);
const post: LedgerPost = {
  ...{ id: 'p1', accountId: 'a1', sku: 's1', status: 'published', generation: 1, version: 3, externalId: 'L1' },
};
const submit: Submit = {
  ...{ seq: 1, kind: 'accepted', sellerId: 'seller', reference: idempotencyKey('p1', 1), listingId: 'L1' },
  ...{ startedAt: noonMs, endedAt: noonMs + 100 },
};

/** A run of one post in which everything was well, with what the test says was not. */
function evidence(wrong: Partial<Evidence> = {}): Evidence {
  return {
    submits: [submit],
    ends: [],
    accounts: [{ id: 'a1', sellerId: 'seller', timeZone: 'Europe/Berlin', minGapSeconds: 0, dailyLimit: null }],
    posts: [post],
    observed: [{ postId: 'p1', generation: 1, externalId: 'L1' }],
    events: [
      { id: 1, postId: 'p1', version: 2, move: 'claim', toStatus: 'publishing', atMs: noonMs },
      { id: 2, postId: 'p1', version: 3, move: 'publish', toStatus: 'published', atMs: noonMs },
    ],
    witnessed: [
      { kind: 'fence', accountId: 'a1', mine: 0, current: 1 },
      { kind: 'outcome', accountId: 'a1', mine: 1, current: 1 },
    ],
    accepted: [{ sku: 's1', accountIds: ['a1'] }],
    canceled: [],
    live: {
      messages: [
        { connection: 1, postId: 'p1', version: 2 },
        { connection: 1, postId: 'p1', version: 3 },
      ],
      shown: new Map([['p1', { version: 3, status: 'published' }]]),
      connections: 1,
    },
    leftovers: { leases: 0, lockedJobs: 0, openAttempts: 0, outlivedMs: 3_000 },
    submitTimeoutMs: 1_500,
    ...wrong,
  };
}

function breachesOf(wrong: Partial<Evidence>): Partial<Record<Finding['id'], readonly string[]>> {
  const findings = checkInvariants(evidence(wrong));
  return Object.fromEntries(findings.flatMap(({ id, breaches }) => (breaches.length > 0 ? [[id, breaches]] : [])));
}

const later = (ms: number): Pick<Submit, 'startedAt' | 'endedAt'> => ({
  startedAt: noonMs + ms,
  endedAt: noonMs + ms + 100,
});
const refused: Submit = { ...submit, seq: 2, kind: 'unavailable', listingId: null };

test('a run in which all was well has no breach, and every invariant was looked at', () => {
  expect(breachesOf({})).toEqual({});
  expect(checkInvariants(evidence()).map(({ id }) => id)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7']);
});

test('I1 sees a second listing, also one whose reply was dropped', () => {
  const second: Submit = { ...submit, seq: 2, kind: 'dropped_reply', listingId: 'L2', ...later(5_000) };
  const wrong = { submits: [submit, second] };
  expect(breachesOf(wrong)).toMatchObject({ I1: ['hawker-p1-1 has 2 listings: L1, L2'] });
  expect(countExtraPosts(evidence(wrong))).toBe(1);
});

describe('I2', () => {
  test('sees a published post that the market does not have', () => {
    const wrong = { submits: [refused] };
    expect(breachesOf(wrong)).toEqual({ I2: ['post p1 is published as L1, and the market has nothing'] });
    expect(countLostPosts(evidence(wrong), new Set(), idempotencyKey)).toBe(1);
  });

  test('sees a post that is known by another id', () => {
    expect(breachesOf({ posts: [{ ...post, externalId: 'L9' }] }).I2).toHaveLength(2);
  });

  test.each(['failed', 'canceled', 'auth_blocked'] as const)('sees a listing of a post that is %s', (status) => {
    const wrong = { posts: [{ ...post, status }] };
    expect(breachesOf(wrong).I2).toEqual([`hawker-p1-1 is listed as L1, and the post is ${status}`]);
  });

  test('sees a listing of an earlier generation that nobody wrote down, and one of no post', () => {
    const next: Submit = { ...submit, seq: 2, reference: idempotencyKey('p1', 2), listingId: 'L2', ...later(5_000) };
    const relisted = {
      posts: [{ ...post, generation: 2, externalId: 'L2' }],
      submits: [submit, next],
      ends: [{ kind: 'delisted' as const, listingId: 'L1' }],
    };
    expect(breachesOf(relisted)).toEqual({});
    expect(breachesOf({ ...relisted, observed: [] }).I2).toHaveLength(1);
    expect(breachesOf({ posts: [], accepted: [] }).I2).toEqual(['hawker-p1-1 is listed and no post has it']);
  });

  test('sees a listing that should be gone, and one that is gone and should not', () => {
    const ended = { ends: [{ kind: 'delisted' as const, listingId: 'L1' }] };
    expect(breachesOf(ended).I2).toEqual(['post p1 is published, and its listing L1 is delisted']);
    expect(breachesOf({ posts: [{ ...post, status: 'delisted' }] }).I2).toEqual([
      'post p1 is delisted, and its listing L1 is live',
    ]);
    expect(breachesOf({ ...ended, posts: [{ ...post, status: 'delisted' }] }).I2).toBeUndefined();
    const next: Submit = { ...submit, seq: 2, reference: idempotencyKey('p1', 2), listingId: 'L2', ...later(5_000) };
    const relisted = { posts: [{ ...post, generation: 2, externalId: 'L2' }], submits: [submit, next] };
    expect(breachesOf(relisted).I2).toEqual(['post p1 was listed anew, and its listing L1 of before is still live']);
  });

  test('leaves to a person what waits for one, and takes an address for an id', () => {
    expect(breachesOf({ posts: [{ ...post, status: 'needs_review' }] }).I2).toBeUndefined();
    expect(breachesOf({ posts: [{ ...post, externalId: 'http://market.test/listings/L1' }] }).I2).toBeUndefined();
  });
});

describe('I3', () => {
  const [account] = evidence().accounts;
  const paced = (pace: object) => (account ? [{ ...account, ...pace }] : []);

  test('sees two submits of an account at once, but not one that was given up', () => {
    expect(breachesOf({ submits: [submit, { ...refused, ...later(60) }] }).I3).toEqual([
      'account a1: submit 2 began 40 ms before submit 1 was over',
    ]);
    const slow = { ...submit, endedAt: noonMs + 5_000 };
    expect(breachesOf({ submits: [slow, { ...refused, ...later(1_500) }] })).toEqual({});
  });

  test('sees a gap that is too short', () => {
    const wrong = { accounts: paced({ minGapSeconds: 2 }), submits: [submit, { ...refused, ...later(1_999) }] };
    expect(breachesOf(wrong).I3).toEqual(['account a1: submits 1 and 2 are 1999 ms apart, and its gap is 2 s']);
    expect(breachesOf({ ...wrong, submits: [submit, { ...refused, ...later(2_000) }] })).toEqual({});
  });

  test('sees one submit too many on a day of the account’s zone, until the limit was lifted', () => {
    const submits = [submit, { ...refused, ...later(200) }, { ...refused, seq: 3, ...later(400) }];
    const limited = (untilMs: number) => paced({ dailyLimit: { posts: 1, untilMs } });
    expect(breachesOf({ submits, accounts: limited(noonMs + 300) }).I3).toEqual([
      'account a1: 2 submits on 2026-05-01, and its limit is 1',
    ]);
    expect(breachesOf({ submits, accounts: limited(noonMs + 100) })).toEqual({});
  });
});

describe('I4', () => {
  test('sees a post that was accepted and is gone', () => {
    const wrong = { accepted: [{ sku: 's1', accountIds: ['a1', 'a2'] }] };
    expect(breachesOf(wrong)).toEqual({ I4: ['listing s1 on account a2 was accepted and is gone'] });
    expect(countLostPosts(evidence(wrong), new Set([idempotencyKey('p1', 1)]), idempotencyKey)).toBe(1);
  });

  test.each(['queued', 'publishing', 'retry_wait', 'unknown'] as const)('sees a post that is still %s', (status) => {
    expect(breachesOf({ posts: [{ ...post, status }] }).I4).toEqual([`post p1 is still ${status}`]);
  });

  test.each(['leases', 'lockedJobs', 'openAttempts'] as const)('sees %s that were left behind', (left) => {
    expect(breachesOf({ leftovers: { ...evidence().leftovers, [left]: 2 } }).I4).toHaveLength(1);
  });

  test('sees what outlived its worker by more than a minute', () => {
    expect(breachesOf({ leftovers: { ...evidence().leftovers, outlivedMs: 60_001 } }).I4).toHaveLength(1);
  });
});

test('I5 sees a fence that does not grow, and an outcome under an old one', () => {
  expect(breachesOf({ witnessed: [{ kind: 'fence', accountId: 'a1', mine: 5, current: 4 }] })).toEqual({
    I5: ['account a1: the fence went from 5 to 4'],
  });
  expect(breachesOf({ witnessed: [{ kind: 'outcome', accountId: 'a1', mine: 4, current: 5 }] })).toEqual({
    I5: ['account a1: fence 4 wrote an outcome, and 5 holds it'],
  });
});

describe('I6', () => {
  const { live, events } = evidence();

  test('sees a client that missed the last event', () => {
    const shown = new Map([['p1', { version: 2, status: 'publishing' as const }]]);
    expect(breachesOf({ live: { ...live, shown } }).I6).toHaveLength(1);
    expect(breachesOf({ live: { ...live, shown: new Map() } }).I6).toHaveLength(1);
  });

  test('sees versions that fall back, in what a connection heard and in the ledger', () => {
    expect(breachesOf({ live: { ...live, messages: live.messages.toReversed() } }).I6).toHaveLength(1);
    expect(breachesOf({ events: events.toReversed() }).I6).toHaveLength(1);
    expect(breachesOf({ events: [...events, ...events.slice(-1)] }).I6).toHaveLength(1);
  });

  test('a new connection may hear again what an old one heard', () => {
    const again = live.messages.map((message) => ({ ...message, connection: 2 }));
    expect(breachesOf({ live: { ...live, messages: [...live.messages, ...again] } })).toEqual({});
  });
});

test('I7 sees a canceled post that is listed, or that lives on', () => {
  const canceled = [{ postId: 'p1', generation: 1 }];
  const said = breachesOf({ canceled, posts: [{ ...post, status: 'canceled' }] });
  expect(said.I7).toEqual(['post p1 was canceled and is listed as L1']);
  expect(breachesOf({ canceled }).I7).toContain('post p1 was canceled and is published');
});
