/** What was there before a migration that moves rows is there after it. */

import { afterAll, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { createTestDatabase } from './testing/index.ts';

const { url, database, drop } = await createTestDatabase();
afterAll(drop);

const moving = '20261123120100_upload_rows';

test('an upload that is under way keeps its rows, in their order, and is checked when it is looked at', async () => {
  const { sql } = database;
  await sql.rows('DROP SCHEMA public CASCADE');
  await sql.rows('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
  await sql.rows('CREATE SCHEMA public');
  const all = await readMigrations();
  const before = all.filter(({ name }) => name < moving);
  await migrate(url, before);
  await sql.rows(
    `WITH ann AS (
       INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner') RETURNING id
     )
     INSERT INTO upload (user_id, file_name, currency, rows) SELECT id, 'stock.csv', 'EUR', $1::jsonb FROM ann`,
    [
      JSON.stringify([
        { row: 2, cells: { title: 'Chair', price: '5', sku: ' a 1 ' } },
        { row: 4, cells: { title: 'Table', brand: 'Oakley' } },
        { row: 5, cells: { sku: 'x'.repeat(3_000) } },
      ]),
    ],
  );
  await migrate(url, all);
  expect(await sql.rows('SELECT position, row, cells, sku, errors, listing FROM upload_row ORDER BY position')).toEqual(
    [
      {
        position: 0,
        row: 2,
        cells: { title: 'Chair', price: '5', sku: ' a 1 ' },
        sku: 'a 1',
        errors: {},
        listing: null,
      },
      { position: 1, row: 4, cells: { title: 'Table', brand: 'Oakley' }, sku: null, errors: {}, listing: null },
      { position: 2, row: 5, cells: { sku: 'x'.repeat(3_000) }, sku: null, errors: {}, listing: null },
    ],
  );
  expect(
    await sql.rows(
      `SELECT row_count AS rows, bad_count AS bad, rules_key AS key, format,
         ARRAY(SELECT unnest(columns) ORDER BY 1) AS columns FROM upload`,
    ),
  ).toEqual([{ rows: 3, bad: 3, key: null, format: 'plain', columns: ['brand', 'price', 'sku', 'title'] }]);
});
