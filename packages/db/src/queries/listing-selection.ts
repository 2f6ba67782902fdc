/** Which listings a person means, and what happens to many of them at once. */

import { deletablePostStatuses, type PostStatus } from '@hawker/core';
import { oneRow, type SqlRunner, type SqlValue, type Transaction } from '../sql.ts';
import type { Targets } from './actions.ts';
import type { LockedPrice, PriceGroup } from './post-edits.ts';
import { searchCondition } from './search.ts';

export interface ListingFilter {
  search?: string | undefined;
}

/** With a filter: those that matched at the moment `upTo`, as with posts. */
export type ListingSelection = { ids: readonly string[] } | { filter: ListingFilter; upTo: string };

function fromSelected(selection: ListingSelection, values: SqlValue[]): string {
  const conditions = ['listing.deleted_at IS NULL'];
  if ('ids' in selection) {
    conditions.push(`listing.id = ANY($${values.push(selection.ids)}::uuid[])`);
  } else {
    conditions.push(`listing.created_at <= $${values.push(selection.upTo)}::timestamptz`);
    if (selection.filter.search !== undefined) {
      conditions.push(searchCondition(selection.filter.search, values));
    }
  }
  return `listing WHERE ${conditions.join(' AND ')}`;
}

/** The oldest first, as the rows of a sheet. */
export function selectedListings(selection: ListingSelection): Targets {
  const values: SqlValue[] = [];
  return { text: `SELECT array_agg(listing.id ORDER BY listing.id) FROM ${fromSelected(selection, values)}`, values };
}

/** How many match exactly, and the moment at which they do. */
export function countListings(sql: SqlRunner, filter: ListingFilter): Promise<{ upTo: string; total: number }> {
  const values: SqlValue[] = [];
  const from = fromSelected({ filter, upTo: 'now' }, values);
  return oneRow(
    sql,
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "upTo",
       (SELECT count(*)::int FROM ${from}) AS total`,
    values,
  );
}

/** How many of the selection have which price. */
export function countListingPrices(sql: SqlRunner, selection: ListingSelection): Promise<PriceGroup[]> {
  const values: SqlValue[] = [];
  const from = fromSelected(selection, values);
  return sql.rows<PriceGroup>(
    `SELECT price_minor AS "priceMinor", currency, count(*)::int AS n FROM ${from} GROUP BY 1, 2`,
    values,
  );
}

/** The first so many, the oldest first. */
export function listListingPrices(
  sql: SqlRunner,
  selection: ListingSelection,
  limit: number,
): Promise<{ id: string; title: string; priceMinor: number; currency: string }[]> {
  const values: SqlValue[] = [];
  const from = fromSelected(selection, values);
  return sql.rows(
    `SELECT id, title, price_minor AS "priceMinor", currency FROM ${from} ORDER BY id LIMIT $${values.push(limit)}`,
    values,
  );
}

/** Without its listing such a post could neither be settled nor sent again. */
export const holdingStatuses = ['publishing', 'unknown', 'needs_review', 'awaiting_upload'] as const;
export type HoldingStatus = (typeof holdingStatuses)[number];

/**
 * Takes listings out of every list, and their posts that are not at a channel. What is live stays; a listing with a post
 * that is under way, or that only a person can settle, is left. The posts are locked before that is
 * decided, so that none of them gets under way meanwhile.
 */
export async function removeListings(
  tx: Transaction,
  ids: readonly string[],
  entryId: string,
): Promise<{ listings: string[]; accountIds: string[] }> {
  await lockListings(tx, ids);
  const posts = await tx.rows<{ listingId: string; status: PostStatus }>(
    `SELECT listing_id AS "listingId", status FROM post WHERE listing_id = ANY($1::uuid[]) AND deleted_at IS NULL
     ORDER BY id FOR UPDATE`,
    [ids],
  );
  const held = new Set(
    posts.filter(({ status }) => holdingStatuses.some((holding) => holding === status)).map((post) => post.listingId),
  );
  const removed = await tx.rows<{ id: string }>(
    `UPDATE listing SET deleted_at = (SELECT at FROM audit_entry WHERE id = $2)
     WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL RETURNING id`,
    [ids.filter((id) => !held.has(id)), entryId],
  );
  const listings = removed.map(({ id }) => id);
  const gone = await tx.rows<{ accountId: string }>(
    `UPDATE post SET deleted_at = (SELECT at FROM audit_entry WHERE id = $3), version = version + 1
     WHERE listing_id = ANY($1::uuid[]) AND deleted_at IS NULL AND status = ANY($2::post_status[])
     RETURNING account_id AS "accountId"`,
    [listings, deletablePostStatuses, entryId],
  );
  return { listings, accountIds: gone.map((post) => post.accountId) };
}

/**
 * Before their posts, as an edit of one listing does it, and as those do who make posts of listings that are there. Which of
 * them are not deleted, once that is certain.
 */
export async function lockListings(tx: Transaction, ids: readonly string[]): Promise<{ id: string }[]> {
  const listings = await tx.rows<{ id: string; isDeleted: boolean }>(
    `SELECT id, deleted_at IS NOT NULL AS "isDeleted" FROM listing WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );
  return listings.filter((listing) => !listing.isDeleted);
}

/**
 * Brings listings back with the posts that went with them. One whose SKU another has taken meanwhile stays deleted; a post
 * whose account was deleted meanwhile comes back when that does.
 */
export async function restoreListings(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ listings: string[]; accountIds: string[] }> {
  const free = await tx.rows<{ id: string }>(
    `SELECT id FROM listing WHERE id = ANY($1::uuid[]) AND deleted_at IS NOT NULL
       AND (SELECT id FROM listing AS other WHERE other.sku = listing.sku AND other.deleted_at IS NULL LIMIT 1) IS NULL
     ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );
  const listings = free.map(({ id }) => id);
  const back = await tx.rows<{ accountId: string }>(
    `UPDATE post SET deleted_at = account.deleted_at, version = version + 1 FROM listing, account
     WHERE listing.id = ANY($1::uuid[]) AND post.listing_id = listing.id AND post.deleted_at = listing.deleted_at
       AND account.id = post.account_id
     RETURNING account_id AS "accountId"`,
    [listings],
  );
  await tx.rows('UPDATE listing SET deleted_at = NULL WHERE id = ANY($1::uuid[])', [listings]);
  return { listings, accountIds: back.map((post) => post.accountId) };
}

/** The listings that this entry of the audit trail deleted, and that are still deleted. */
export function listingsRemovedBy(entryId: string): Targets {
  return {
    text: `SELECT array_agg(listing.id ORDER BY listing.id) FROM listing JOIN audit_entry ON listing.deleted_at = audit_entry.at
           WHERE audit_entry.id = $1 AND entity = 'listing' AND action = 'delete'`,
    values: [entryId],
  };
}

export function lockListingPrices(tx: Transaction, ids: readonly string[]): Promise<Omit<LockedPrice, 'accountId'>[]> {
  return tx.rows(
    `SELECT id, price_minor AS "priceMinor", currency FROM listing WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL
     ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );
}

export async function setListingPrices(
  tx: Transaction,
  prices: readonly { id: string; priceMinor: number }[],
): Promise<void> {
  await tx.rows(
    `UPDATE listing SET price_minor = priced.price_minor, updated_at = clock_timestamp()
     FROM unnest($1::uuid[], $2::int[]) AS priced (id, price_minor) WHERE listing.id = priced.id`,
    [prices.map(({ id }) => id), prices.map(({ priceMinor }) => priceMinor)],
  );
}
