import { afterAll, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { createTestDatabase } from './testing/index.ts';

const test1 = await createTestDatabase();
afterAll(() => test1.drop());

test('a second run applies nothing', async () => {
  expect(await migrate(test1.url)).toEqual({ applied: [] });
});

test('a migration that was changed after it was applied is refused', async () => {
  const [first, ...rest] = await readMigrations();
  if (!first) throw new Error('no migrations');
  await expect(migrate(test1.url, [{ ...first, checksum: 'x' }, ...rest])).rejects.toThrow(
    /changed after it was applied/,
  );
});

test('a migration that fails leaves nothing behind', async () => {
  const all = await readMigrations();
  const bad = { name: '99999999999999_bad', sql: 'CREATE TABLE half (id int); SELECT 1/0;', checksum: 'bad' };
  await expect(migrate(test1.url, [...all, bad])).rejects.toThrow(/rolled back/);
  const rows = await test1.database.sql.rows("SELECT 1 FROM pg_class WHERE relname = 'half'");
  expect(rows).toEqual([]);
});

test('prisma reads through the same pool', async () => {
  expect(await test1.database.prisma.account.count()).toBe(0);
});
