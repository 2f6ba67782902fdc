/**
 * What happens to many posts at once without a change of their status: deleting, bringing back, another price. Rows are
 * locked in the order of their ids, as moves do it, so that overlapping selections cannot deadlock.
 */

import { deletablePostStatuses, editablePostStatuses } from '@hawker/core';
import type { Transaction } from '../sql.ts';
import type { Targets } from './actions.ts';
import { holdListingsOf } from './varied-posts.ts';

interface Changed {
  accountId: string;
}

/**
 * Takes posts out of every list. All that one action deletes bear the moment of its entry in the audit trail, which its
 * undo asks for; without an entry, that of the transaction.
 */
export function removePosts(tx: Transaction, ids: readonly string[], entryId: string | null): Promise<Changed[]> {
  return tx.rows<Changed>(
    `WITH target AS MATERIALIZED (
       SELECT id FROM post WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL AND status = ANY($2::post_status[])
       ORDER BY id FOR UPDATE
     )
     UPDATE post SET deleted_at = coalesce((SELECT at FROM audit_entry WHERE id = $3), now()), version = version + 1
     FROM target WHERE post.id = target.id RETURNING post.account_id AS "accountId"`,
    [ids, deletablePostStatuses, entryId],
  );
}

/** A listing that is on the account again meanwhile keeps its newer post. */
export function restorePosts(tx: Transaction, ids: readonly string[]): Promise<Changed[]> {
  return tx.rows<Changed>(
    `WITH target AS MATERIALIZED (
       SELECT id, account_id, listing_id FROM post WHERE id = ANY($1::uuid[]) AND deleted_at IS NOT NULL
       ORDER BY id FOR UPDATE
     ), fit AS MATERIALIZED (
       -- Scalar subqueries: one look into an index for each. An EXISTS may become a join that reads every post.
       SELECT DISTINCT ON (account_id, listing_id) id FROM target
       WHERE (SELECT id FROM post AS other WHERE other.account_id = target.account_id
           AND other.listing_id = target.listing_id AND other.deleted_at IS NULL LIMIT 1) IS NULL
         AND (SELECT deleted_at IS NULL FROM account WHERE account.id = target.account_id)
         AND (SELECT deleted_at IS NULL FROM listing WHERE listing.id = target.listing_id)
       ORDER BY account_id, listing_id, id DESC
     )
     UPDATE post SET deleted_at = NULL, version = version + 1 FROM fit WHERE post.id = fit.id
     RETURNING post.account_id AS "accountId"`,
    [ids],
  );
}

/** The posts that this entry of the audit trail deleted, and that are still deleted. */
export function postsRemovedBy(entryId: string): Targets {
  return {
    text: `SELECT array_agg(post.id ORDER BY post.id) FROM post JOIN audit_entry ON post.deleted_at = audit_entry.at
           WHERE audit_entry.id = $1 AND entity = 'post' AND action = 'delete'`,
    values: [entryId],
  };
}

/** How many have one price. */
export interface PriceGroup {
  priceMinor: number;
  currency: string;
  n: number;
}

export interface LockedPrice {
  id: string;
  accountId: string;
  priceMinor: number;
  currency: string;
}

/** What those of them cost that may be edited; until the end of the transaction nobody changes it. */
export async function lockPrices(tx: Transaction, ids: readonly string[]): Promise<LockedPrice[]> {
  await holdListingsOf(tx, ids);
  return tx.rows<LockedPrice>(
    `SELECT post.id, post.account_id AS "accountId", coalesce(post.price_minor, listing.price_minor) AS "priceMinor",
       listing.currency
     FROM post JOIN listing ON listing.id = post.listing_id
     WHERE post.id = ANY($1::uuid[]) AND post.deleted_at IS NULL AND post.status = ANY($2::post_status[])
     ORDER BY post.id FOR UPDATE OF post`,
    [ids, editablePostStatuses],
  );
}

/** A price that a person gave them; where it is the listing's they follow the listing again. */
export async function setPrices(tx: Transaction, prices: readonly { id: string; priceMinor: number }[]): Promise<void> {
  await tx.rows(
    `UPDATE post SET price_minor = nullif(priced.price_minor, listing.price_minor),
       typed = array_append(array_remove(typed, 'priceMinor'), 'priceMinor'),
       rule_errors = nullif(rule_errors - 'priceMinor', '{}'), version = version + 1, updated_at = clock_timestamp()
     FROM unnest($1::uuid[], $2::int[]) AS priced (id, price_minor), listing
     WHERE post.id = priced.id AND listing.id = post.listing_id`,
    [prices.map(({ id }) => id), prices.map(({ priceMinor }) => priceMinor)],
  );
}
