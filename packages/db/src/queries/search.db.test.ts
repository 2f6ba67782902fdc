/** A search finds what contains each of its words, by whichever index, and nothing else. */

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SqlValue } from '../sql.ts';
import { createTestDatabase } from '../testing/index.ts';
import { likePattern, searchCondition } from './search.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

const pieces = (most: number) =>
  fc
    .array(fc.constantFrom('a', 'B', 'c', '7', '0', '%', '_', '\\', ' ', '-', "'", 'ä', 'Ö', '椅', '子'), {
      maxLength: most,
    })
    .map((parts) => parts.join(''));

const numbered = [
  'N-001',
  'No. 0012',
  'N-00123',
  'N-001234',
  'N-0012345',
  'N-00123456',
  'x n-0012345-7',
  'N-112345',
  'Oak Tisch',
  'Esstisch, oak',
];
const titles = [...fc.sample(pieces(14), 500), ...numbered].map((title, n) => ({ title: title || 'x', sku: `S-${n}` }));

beforeAll(async () => {
  await sql.rows(
    `INSERT INTO listing (sku, title, description, price_minor, currency)
     SELECT sku, title, '', 100, 'EUR' FROM unnest($1::text[], $2::text[]) AS given (sku, title)`,
    [titles.map(({ sku }) => sku), titles.map(({ title }) => title)],
  );
});

const words = (text: string) => text.toLowerCase().split(' ').filter(Boolean);

/** `enable_seqscan` off: the indexes answer, whatever it costs. */
async function find(text: string, byIndex: boolean): Promise<string[]> {
  const values: SqlValue[] = [];
  const statement = `SELECT sku FROM listing WHERE ${searchCondition(text, values)} ORDER BY sku`;
  const rows = await bench.database.transaction(async (tx) => {
    await tx.rows(`SET LOCAL enable_seqscan = ${byIndex ? 'off' : 'on'}`);
    return tx.rows<{ sku: string }>(statement, values);
  });
  return rows.map(({ sku }) => sku);
}

test('words of every length and kind are found anywhere, in any case and order, as they are written', {
  timeout: 30_000,
}, async () => {
  const texts = [...fc.sample(pieces(5), 150), 'S-12', 's-4', 'S-123', 's-499', 's-12a', '-49', '7', '椅子']
    .concat(['n-001 S-50', '7 a s-1', 'no. 0012', '0012 NO.', 'tisch oak', 'OAK sch s-50', '椅 s-4', 'oak oak'])
    .concat(['S-1234', 'N-0012345', 'n-00123', 'n-0012', 'n-001', '-0012345', 'N-00123456', '12345', 'o. 0012'])
    .map((text) => text.trim())
    .filter(Boolean);
  for (const text of texts) {
    const expected = titles
      .filter(({ title, sku }) =>
        words(text).every((word) => words(`${title} ${sku}`).some((its) => its.includes(word))),
      )
      .map(({ sku }) => sku)
      .sort();
    expect([text, await find(text, true)]).toEqual([text, expected]);
    expect([text, await find(text, false)]).toEqual([text, expected]);
  }
});

test('% _ and \\ are ordinary', async () => {
  const piece = fc
    .array(fc.constantFrom('a', 'B', '%', '_', '\\', ' ', "'"), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const pairs = fc.sample(fc.tuple(piece, piece), 2_000);
  const rows = await sql.rows<{ found: boolean }>(
    'SELECT haystack ILIKE pattern AS found FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS pair (haystack, pattern, n) ORDER BY n',
    [pairs.map(([haystack]) => haystack), pairs.map(([, needle]) => likePattern(needle))],
  );
  const expected = pairs.map(([haystack, needle]) => haystack.toLowerCase().includes(needle.toLowerCase()));
  expect(rows.map((row) => row.found)).toEqual(expected);
  expect(new Set(expected).size).toBe(2);
});
