/** What is said beside a price rule that adds an amount: five more are five of each listing's own currency. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { caller } = bench;
afterAll(() => bench.close());
beforeAll(() => bench.addOwner());

async function noticeFor(...lines: readonly string[]) {
  const id = await bench.bring(['title,price,currency', ...lines]);
  return (await caller.uploads.preview({ id })).priceNotice;
}

test('rows of several currencies did not say that an amount is in each one’s own', async () => {
  expect(await noticeFor('Chair,12,USD', 'Lamp,5,EUR', 'Radio,5,', 'Vase,none,GBP')).toBe(
    'The rows have prices in EUR and USD. An amount or an ending is in each listing’s own currency.',
  );
});

test('of many currencies the first are named', async () => {
  const lines = ['AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'JPY', 'USD'].map((currency) => `Chair,12,${currency}`);
  expect(await noticeFor(...lines)).toContain('AUD, CAD, CHF, EUR, GBP and 2 more');
});

test('nothing is said of one currency', async () => {
  expect(await noticeFor('Chair,12,', 'Lamp,5,eur')).toBeNull();
});
