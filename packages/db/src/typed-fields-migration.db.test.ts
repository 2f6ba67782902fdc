/** Whose the own words of posts are that were there before anybody kept that. */

import { afterAll, expect, test } from 'vitest';
import { migrate, readMigrations } from './migrate.ts';
import { createTestDatabase } from './testing/index.ts';

const { url, database, drop } = await createTestDatabase();
afterAll(drop);

const adding = '20261123200000_typed_fields';
const { sql } = database;

const rule = (basisPoints: number, ending: number | null = null) => ({
  title: null,
  description: null,
  price: { basisPoints, amountMinor: 0, ending },
});

interface Case {
  variation: object | null;
  own: { title?: string; priceMinor?: number };
  isEdited?: boolean;
  typed: string[];
}

const cases: Record<string, Case> = {
  'nothing of its own': { variation: rule(1_000), own: {}, typed: [] },
  'what the rule makes': { variation: rule(1_000), own: { priceMinor: 11_000 }, typed: [] },
  'what the rule makes, with its ending': { variation: rule(1_000, 99), own: { priceMinor: 10_999 }, typed: [] },
  'another price': { variation: rule(1_000), own: { priceMinor: 9_900 }, typed: ['priceMinor'] },
  'a price without a rule': { variation: null, own: { priceMinor: 11_000 }, typed: ['priceMinor'] },
  'a price that somebody took back': { variation: rule(1_000), own: {}, isEdited: true, typed: ['priceMinor'] },
  'a title by a template': { variation: { ...rule(0), title: '{title}!' }, own: { title: 'Chair!' }, typed: [] },
  'a title under a template, in a post that somebody has edited': {
    variation: { ...rule(1_000), title: '{title}!' },
    own: { title: 'Mine', priceMinor: 11_000 },
    isEdited: true,
    typed: ['title'],
  },
  'a title without a template': { variation: rule(0), own: { title: 'Mine' }, typed: ['title'] },
};

test('an own price that the rule makes is the rule’s, and whatever somebody may have typed is theirs', async () => {
  await sql.rows('DROP SCHEMA public CASCADE');
  await sql.rows('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
  await sql.rows('CREATE SCHEMA public');
  const all = await readMigrations();
  await migrate(
    url,
    all.filter(({ name }) => name < adding),
  );
  for (const [name, { variation, own, isEdited = false }] of Object.entries(cases)) {
    await sql.rows(
      `WITH listed AS (
         INSERT INTO listing (sku, title, description, price_minor, currency) VALUES ($1, 'Chair', '', 10000, 'EUR') RETURNING id
       ), account AS (
         INSERT INTO account (channel, name, credentials, time_zone, min_gap_seconds, posts_per_day, variation)
         VALUES ('x', $1, '\\x00', 'UTC', 0, 10, $2) RETURNING id
       ), post AS (
         INSERT INTO post (account_id, listing_id, status, title, price_minor)
         SELECT account.id, listed.id, 'draft', $3, $4 FROM account, listed RETURNING id
       )
       INSERT INTO audit_entry (actor, action, entity, entity_id) SELECT 'test', 'update', 'post', id FROM post WHERE $5`,
      [name, variation && JSON.stringify(variation), own.title ?? null, own.priceMinor ?? null, isEdited],
    );
  }
  await migrate(url, all);
  const posts = await sql.rows<{ name: string; typed: string[] }>(
    'SELECT account.name, typed FROM post JOIN account ON account.id = account_id ORDER BY post.id',
  );
  expect(Object.fromEntries(posts.map(({ name, typed }) => [name, typed]))).toEqual(
    Object.fromEntries(Object.entries(cases).map(([name, { typed }]) => [name, typed])),
  );
});
