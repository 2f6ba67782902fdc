/** Rows by COPY come back as they were given, and a part that is refused takes the transaction with it. */

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyLine } from './copy.ts';
import { storableJson, storableText } from './storable-text.ts';
import { createTestDatabase } from './testing/index.ts';

const { database, drop } = await createTestDatabase();
afterAll(drop);

beforeAll(() => database.sql.rows('CREATE TABLE copied (n int PRIMARY KEY, t text, j jsonb)'));

const anything = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(...'\\\t\n\r\u0000N.', '\ud83d'),
  ),
  maxLength: 20,
});

test('any text comes back, but for what Postgres stores nowhere', async () => {
  const property = fc.asyncProperty(fc.array(fc.option(anything), { minLength: 1, maxLength: 5 }), async (texts) => {
    const lines = texts.map((text, n) =>
      copyLine([
        n,
        text === null ? null : storableText(text),
        text === null ? null : storableJson({ [`k${n}`]: text }),
      ]),
    );
    const rows = await database.transaction(async (tx) => {
      await tx.rows('DELETE FROM copied');
      // In two parts, as a long file is.
      await tx.copyIn('COPY copied (n, t, j) FROM STDIN', lines.slice(0, 1).join(''));
      await tx.copyIn('COPY copied (n, t, j) FROM STDIN', lines.slice(1).join(''));
      return tx.rows<{ t: string | null; j: object | null }>('SELECT t, j FROM copied ORDER BY n');
    });
    expect(rows).toEqual(
      texts.map((text, n) =>
        text === null ? { t: null, j: null } : { t: storableText(text), j: { [`k${n}`]: storableText(text) } },
      ),
    );
  });
  await fc.assert(property);
});

test('what is storable is not changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.replaceAll('\u0000', '');
      expect(storableText(plain)).toBe(plain);
      expect(JSON.parse(storableJson([plain]))).toEqual([plain]);
    }),
  );
});

test('a part that is refused leaves nothing of the parts before it, and the connection usable', async () => {
  await database.sql.rows('DELETE FROM copied');
  const refused = database.transaction(async (tx) => {
    await tx.copyIn('COPY copied (n, t, j) FROM STDIN', copyLine([1, 'a', null]));
    await tx.copyIn('COPY copied (n, t, j) FROM STDIN', copyLine([1, 'the same key', null]));
  });
  await expect(refused).rejects.toMatchObject({ code: '23505' });
  expect(await database.sql.rows('SELECT 1 FROM copied')).toEqual([]);
});
