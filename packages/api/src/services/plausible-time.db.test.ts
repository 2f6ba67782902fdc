/** A time that was mistyped is refused the same way wherever one is chosen, and nothing is made. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});

const ways: Record<string, (at: Date) => Promise<unknown>> = {
  'a listing that was written': (at) =>
    caller.listings.create({ listing: newListing(), accountIds, publish: { when: 'at', at } }),
  'listings that were posted': async (at) => {
    const { listingIds } = await caller.listings.create({ listing: newListing() });
    await caller.listings.post({ listingIds, accountIds, publish: { when: 'at', at } });
  },
  'a file that was confirmed': async (at) => {
    const id = await bench.bring(['title,price', 'Chair,5']);
    await caller.uploads.confirm({ id, accountIds, publish: { when: 'at', at } });
  },
  'posts that were scheduled': async (at) => {
    await caller.posts.schedule({ filter: {}, at });
  },
  'posts that were spread': async (at) => {
    await caller.posts.schedule({ filter: {}, from: at, to: at });
  },
};

test.each(Object.keys(ways))('%s went out in the year 9999, or at once because it was to in 2001', async (way) => {
  for (const year of ['9999', '2001']) {
    await expect(ways[way]?.(new Date(`${year}-01-01T10:00:00Z`))).rejects.toThrow(
      'Choose a time within the next two years.',
    );
  }
  expect(await app.database.sql.rows('SELECT id FROM post UNION ALL SELECT id FROM batch')).toEqual([]);
});
