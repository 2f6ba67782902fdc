import { describe, expect, it } from 'vitest';
import { type AuditEntry, describeEntry, namesIn } from './audit-words.ts';

const entry = (part: Partial<AuditEntry>): AuditEntry => ({
  id: '1',
  at: new Date('2026-11-22T10:00:00Z'),
  actor: 'user:u1',
  action: 'update',
  entity: 'account',
  entityId: 'a1',
  detail: {},
  user: { name: 'Ann' },
  tokenName: null,
  ...part,
});

const names = {
  accounts: new Map([['a1', 'North Street Finds']]),
  others: new Map([
    ['a2', 'Harbour Homeware'],
    ['t1', 'stock sync'],
  ]),
};

function sentence(part: Partial<AuditEntry>): string {
  const { who, did, object } = describeEntry(entry(part), names);
  return [who, did, object?.name].filter(Boolean).join(' ');
}

describe('the audit trail', () => {
  it.each<[Partial<AuditEntry>, string]>([
    [
      { action: 'pause', actor: 'token:t1', tokenName: 'Stock sync' },
      'Ann (token “Stock sync”) paused the account North Street Finds',
    ],
    [{ action: 'create' }, 'Ann connected the account North Street Finds'],
    [{ action: 'pause' }, 'Ann paused the account North Street Finds'],
    [{ action: 'update', detail: { credentials: false, pace: false } }, 'Ann changed the account North Street Finds'],
    [
      { action: 'update', detail: { credentials: true, pace: true } },
      'Ann changed the access and the pace of the account North Street Finds',
    ],
    [{ action: 'delete', entityId: 'a2' }, 'Ann deleted the account Harbour Homeware'],
    [{ action: 'delete', entityId: 'gone' }, 'Ann deleted an account'],
    [{ entity: 'listing', action: 'create' }, 'Ann wrote a listing'],
    [{ entity: 'listing', action: 'update', detail: { name: 'Oak chair' } }, 'Ann edited “Oak chair”'],
    [{ entity: 'post', action: 'queue', entityId: null, detail: { posts: 1_250 } }, 'Ann published 1,250 posts'],
    [{ entity: 'post', action: 'cancel', entityId: 'p1', detail: { posts: 1 } }, 'Ann canceled a post'],
    [{ entity: 'post', action: 'retry', entityId: null, detail: { posts: 0 } }, 'Ann tried again no post'],
    [{ entity: 'post', action: 'settle', detail: { answer: 'live' } }, 'Ann said that the channel has a post'],
    [
      { entity: 'batch', action: 'create', entityId: 'b1', detail: { name: 'spring.csv', posts: 250 } },
      'Ann made 250 posts in the batch spring.csv',
    ],
    [
      { entity: 'channel', action: 'pause', entityId: null, detail: { channel: 'practice', name: 'Practice market' } },
      'Ann paused the channel Practice market',
    ],
    [
      { entity: 'sheet', action: 'download', entityId: 's1', detail: { posts: 38, number: 3, accountId: 'a1' } },
      'Ann downloaded 38 posts of sheet 3 of North Street Finds',
    ],
    [
      { entity: 'sheet', action: 'mark_live', entityId: 's1', detail: { posts: 1, number: 3, accountId: 'a9' } },
      'Ann said that the channel has a post of sheet 3 of an account that is gone',
    ],
    [
      {
        entity: 'sheet',
        action: 'settle',
        entityId: 's1',
        detail: { posts: 46, refused: 4, number: 3, accountId: 'a1' },
      },
      'Ann said that the channel has 46 posts, and refused 4, of sheet 3 of North Street Finds',
    ],
    [
      {
        entity: 'sheet',
        action: 'settle',
        entityId: 's1',
        detail: { posts: 0, refused: 1, number: 3, accountId: 'a1' },
      },
      'Ann said that the channel refused a post of sheet 3 of North Street Finds',
    ],
    [
      { entity: 'post', action: 'mark_live', entityId: null, detail: { posts: 2 } },
      'Ann said that the channel has 2 posts',
    ],
    [{ entity: 'user', action: 'sign_in' }, 'Ann signed in'],
    [{ entity: 'user', action: 'create', actor: 'system' }, 'Hawker made the owner account of Ann'],
    [{ entity: 'api_token', action: 'create', entityId: 't1' }, 'Ann made the API token “stock sync”'],
    [{ entity: 'api_token', action: 'revoke', entityId: 't9' }, 'Ann revoked an API token'],
    [{ actor: 'local', user: null, action: 'resume' }, 'The command line resumed the account North Street Finds'],
    [{ user: null, action: 'resume' }, 'Somebody who has left resumed the account North Street Finds'],
    [{ entity: 'price_rule', action: 'switchOff' }, 'Ann switch off: price rule'],
  ])('%j', (part, expected) => {
    expect(sentence(part)).toBe(expected);
  });

  it('links only to what still has a page', () => {
    const linkOf = (part: Partial<AuditEntry>) => describeEntry(entry(part), names).object?.to;
    expect(linkOf({ action: 'pause' })).toBe('/accounts/a1');
    expect(linkOf({ action: 'pause', entityId: 'a2' })).toBeNull();
    expect(linkOf({ entity: 'post', action: 'retry', entityId: 'p1' })).toBe('/posts/p1');
    expect(linkOf({ entity: 'post', action: 'delete', entityId: 'p1' })).toBeNull();
    expect(linkOf({ entity: 'post', action: 'retry', entityId: null })).toBeNull();
  });

  it('learns the names that entries tell', () => {
    const made = entry({ entity: 'api_token', action: 'create', entityId: 't1', detail: { name: 'stock sync' } });
    expect(namesIn([made, entry({ entityId: null, detail: { name: 'x' } }), entry({})])).toEqual([
      ['t1', 'stock sync'],
    ]);
  });
});
