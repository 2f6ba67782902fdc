/** How errors leave: a sentence where there is one to say, a request id where there is not, and never the text of a defect. */

import { practicePace } from '@hawker/core';
import { afterAll, expect, test } from 'vitest';
import { createTestApp, newListing } from './testing/test-app.ts';
import { errorDetail } from './trpc.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

const detailOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => errorDetail(error, 'request-7'),
  );

test('input that breaks the rules leaves with its fields', async () => {
  const listing = { ...newListing(), title: '', priceMinor: 0 };
  expect(await detailOf(caller.listings.create({ listing }))).toEqual({
    code: 'bad_input',
    message: 'Give a title.',
    fields: { 'listing.title': 'Give a title.', 'listing.priceMinor': 'The price must be more than zero.' },
    requestId: 'request-7',
  });
});

test.each([
  ['a search', () => caller.posts.list({ filter: { search: 'a\0b' } })],
  [
    'a name',
    () => {
      const input = { channel: 'silent', name: 'a\0b', timeZone: 'Europe/Berlin', pace: practicePace };
      return caller.accounts.create({ ...input, credentials: { token: 'x' } });
    },
  ],
])('%s with a character that no database stores is the caller’s mistake, not ours', async (_what, call) => {
  expect(await detailOf(call())).toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining('cannot be stored'),
  });
  expect(bench.logged).toEqual([]);
});

test('a defect leaves as a request id; its text is in the log alone', async () => {
  await app.database.sql.rows('ALTER TABLE listing RENAME TO elsewhere');
  const detail = await detailOf(caller.listings.list({}));
  await app.database.sql.rows('ALTER TABLE elsewhere RENAME TO listing');
  expect(detail).toMatchObject({ code: 'internal', message: expect.stringContaining('request-7') });
  expect(JSON.stringify(detail)).not.toContain('relation');
  expect(bench.logged.join()).toContain('does not exist');
});
