/** What people look at, as the loaders of the pages ask for it: the same questions to both desks. */

import type { Inputs } from '@hawker/api';
import type { Desk } from '../desk/create-desk.ts';
import { channels, words } from './fill.ts';

type PostFilter = NonNullable<Inputs['posts']['list']['filter']>;

/** As the tabs of the posts page ask for them. */
const states = {
  live: { statuses: ['published'] },
  failed: { statuses: ['failed'] },
  needsYou: { statuses: ['auth_blocked', 'needs_review'] },
  waiting: { statuses: ['scheduled', 'queued', 'publishing', 'retry_wait', 'rate_limited', 'unknown'] },
  canceled: { statuses: ['canceled'] },
} as const satisfies Record<string, PostFilter>;

export interface ScaleList {
  name: string;
  ask(): Promise<unknown>;
  /** How many it shows, or has counted to. A filter may leave it short on a small desk. */
  rows?(): Promise<number>;
  /** The beginning of a page. */
  first?(rows: number): Promise<unknown>;
}

const pageSize = 100;

/** In the same order for any desk. */
export async function listsOf(desk: Desk): Promise<ScaleList[]> {
  const { caller } = desk;
  const page = (name: string, filter: PostFilter): ScaleList => {
    const first = (limit: number) => caller.posts.list({ filter, limit });
    return {
      name: `Posts page, ${name}`,
      ask: () => first(pageSize),
      rows: async () => (await first(pageSize)).posts.length,
      first,
    };
  };
  const count = (name: string, filter: PostFilter): ScaleList => ({
    name: `Count, ${name}`,
    ask: () => caller.posts.count({ filter }),
  });
  // Which no counter answers: it counts posts, up to a limit.
  const countOneByOne = (name: string, filter: PostFilter): ScaleList => ({
    ...count(name, filter),
    rows: async () => (await caller.posts.count({ filter })).count,
  });
  const listings = (name: string, search: string): ScaleList => {
    const first = (limit: number) => caller.listings.list({ limit, search });
    return {
      name: `Listings page, ${name}`,
      ask: () => first(pageSize),
      rows: async () => (await first(pageSize)).listings.length,
      first,
    };
  };
  const ids = await idsOf(desk);
  const search = (text: string, more: PostFilter = {}): PostFilter => ({ search: text, ...more });
  return [
    { name: 'Overview', ask: () => overview(desk) },
    page('all', {}),
    page('live', states.live),
    page('failed', states.failed),
    page('needs you', states.needsYou),
    page('waiting, in any way', states.waiting),
    page('canceled, long ago', states.canceled),
    page('account', { accountId: ids.account }),
    page('channel', { channel: channels.many }),
    page('channel with few posts', { channel: channels.few }),
    page('batch', { batchId: ids.batch }),
    page('listing', { listingId: ids.listing }),
    page('why it failed', { lastClass: 'rejected' }),
    page('why it failed, and failed', { lastClass: 'rejected', ...states.failed }),
    page('account and failed', { accountId: ids.account, ...states.failed }),
    page('batch and failed', { batchId: ids.batch, ...states.failed }),
    page('batch and account', { batchId: ids.batch, accountId: ids.account }),
    page('search: rare word', search(words.rare)),
    page('search: word of 10 % of titles', search(words.common)),
    page('search: word of 1 % of titles', search(words.medium)),
    page('search: SKU, its beginning', search(words.skuPrefix)),
    page('search: 2 letters of 10 % of titles', search(words.commonPair)),
    page('search: 2 letters, rare', search(words.rarePair)),
    page('search: nothing has it', search(words.none)),
    page('search: rare word, live', search(words.rare, states.live)),
    page('search: word of 10 %, live', search(words.common, states.live)),
    page('search: word of 10 %, failed', search(words.common, states.failed)),
    page('search: rare word, account', search(words.rare, { accountId: ids.account })),
    page('search: word of 10 %, account', search(words.common, { accountId: ids.account })),
    page('search: word of 10 %, channel', search(words.common, { channel: channels.many })),
    page('search: rare word, channel with few posts', search(words.rare, { channel: channels.few })),
    page('search: word of 10 %, channel with few posts', search(words.common, { channel: channels.few })),
    page('search: word of 1 %, channel with few posts', search(words.medium, { channel: channels.few })),
    count('all', {}),
    count('account and failed', { accountId: ids.account, ...states.failed }),
    count('channel', { channel: channels.many }),
    countOneByOne('why it failed', { lastClass: 'rejected' }),
    { name: 'Listings page', ask: () => caller.listings.list({ limit: pageSize }) },
    listings('search: rare word', words.rare),
    listings('search: word of 10 %', words.common),
    { name: 'Batches page', ask: () => caller.batches.list({ limit: 26 }) },
    { name: 'Queue page', ask: () => queue(desk) },
    { name: 'Accounts page', ask: () => caller.accounts.list() },
  ];
}

function overview({ caller }: Desk): Promise<unknown> {
  return Promise.all([
    caller.overview.stats(),
    caller.accounts.list(),
    caller.batches.list({ running: true, limit: 5 }),
    caller.posts.list({ filter: { statuses: ['needs_review', 'failed'] }, limit: 6 }),
  ]);
}

async function queue({ caller }: Desk): Promise<unknown> {
  const filter: PostFilter = states.failed;
  return [
    await caller.queue.get(),
    ...(await Promise.all([caller.posts.list({ filter, limit: 25 }), caller.posts.count({ filter })])),
  ];
}

/** One of the accounts that have every listing, the largest batch, and a listing in the middle. */
async function idsOf({ bare }: Desk): Promise<{ account: string; batch: string; listing: string }> {
  const idOf = async (statement: string) => {
    const { rows } = await bare.query<{ id: string }>(statement);
    const [row] = rows;
    if (!row) {
      throw new Error('The desk is empty');
    }
    return row.id;
  };
  return {
    account: await idOf('SELECT id FROM account ORDER BY id OFFSET 2 LIMIT 1'),
    batch: await idOf('SELECT id FROM batch ORDER BY post_count DESC LIMIT 1'),
    listing: await idOf('SELECT id FROM listing ORDER BY id OFFSET (SELECT count(*) / 2 FROM listing) LIMIT 1'),
  };
}
