/** Posts of accounts that say listings differently, for when the listing itself changes. */

import type { Variation } from '@hawker/core';
import type { SqlRunner, Transaction } from '../sql.ts';
import type { PostVariation } from './staged-posts.ts';

export interface VaryingAccountRow {
  id: string;
  name: string;
  variation: Variation;
}

export function listVaryingAccounts(sql: SqlRunner): Promise<VaryingAccountRow[]> {
  return sql.rows<VaryingAccountRow>(
    'SELECT id, name, variation FROM account WHERE variation IS NOT NULL AND deleted_at IS NULL',
  );
}

export interface VariedPost extends PostVariation {
  id: string;
}

/** In whatever status: what is live now says it when it is listed anew. Locked in the order of their ids. */
export function lockPostsOfListings(
  tx: Transaction,
  listingIds: readonly string[],
  accountIds: readonly string[],
): Promise<VariedPost[]> {
  return tx.rows<VariedPost>(
    `SELECT id, listing_id AS "listingId", account_id AS "accountId", title, description, price_minor AS "priceMinor"
     FROM post WHERE listing_id = ANY($1::uuid[]) AND account_id = ANY($2::uuid[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
    [listingIds, accountIds],
  );
}

/** What these posts say differently from now on. */
export async function setOverrides(tx: Transaction, posts: readonly VariedPost[]): Promise<void> {
  await tx.rows(
    `UPDATE post SET title = said.title, description = said.description, price_minor = said.price_minor,
       version = version + 1, updated_at = clock_timestamp()
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::integer[]) AS said (id, title, description, price_minor)
     WHERE post.id = said.id`,
    [
      posts.map(({ id }) => id),
      posts.map(({ title }) => title),
      posts.map(({ description }) => description),
      posts.map(({ priceMinor }) => priceMinor),
    ],
  );
}
