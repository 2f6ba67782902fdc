/** SKUs for rows that are stored without one: those of an earlier Hawker, and those that gave theirs to another row. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const { app, caller, close } = await createTestApp();
const { sql } = app.database;
afterAll(close);
beforeAll(async () => {
  await sql.rows(`INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner')`);
});

test('a thousand stored rows without an SKU get one while somebody waits for the page', async () => {
  const rows = Array.from({ length: 1_000 }, (_, n) => `${n % 2 === 0 ? 'Oak chair' : `Lamp ${n}`},5`);
  const contentBase64 = Buffer.from(['title,price', ...rows].join('\n')).toString('base64');
  const { id } = await caller.uploads.create({ fileName: 'old.csv', contentBase64 });
  const skus = () => sql.rows('SELECT sku FROM upload_row WHERE upload_id = $1 ORDER BY position', [id]);
  const asRead = await skus();
  await sql.rows('UPDATE upload_row SET sku = NULL, listing = NULL');
  await sql.rows('UPDATE upload SET rules_key = NULL, bad_count = row_count');
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1_000, bad: 0 });
  expect(await skus()).toEqual(asRead);
});
