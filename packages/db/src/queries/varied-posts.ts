/**
 * What posts say differently of their listings, by the rule of their account or by a person's word, and how that changes.
 * A listing is locked before its posts: whoever changes it sees all that they say, and whoever gives a post words of its
 * own knows what the listing says meanwhile.
 */

import {
  type AccountRule,
  editablePostStatuses,
  type OwnWords,
  type PostOverrides,
  type VariedListing,
} from '@hawker/core';
import { firstRow, type SqlRunner, type Transaction } from '../sql.ts';
import { lockListings } from './listing-selection.ts';

export interface AccountRuleRow extends AccountRule {
  id: string;
  timeZone: string;
}

/** Of deleted accounts too: their posts come back with them. */
export function listAccountRules(sql: SqlRunner, accountIds: readonly string[]): Promise<AccountRuleRow[]> {
  return sql.rows<AccountRuleRow>(
    'SELECT id, name, variation, time_zone AS "timeZone" FROM account WHERE id = ANY($1::uuid[])',
    [accountIds],
  );
}

/** Posts that say something of their own, or whose account has a rule that they may come to say something by. */
const mayFollow = `(title IS NOT NULL OR description IS NOT NULL OR price_minor IS NOT NULL
  OR account_id IN (SELECT id FROM account WHERE variation IS NOT NULL))`;

const variedColumns = `listing.id, sku, listing.title, listing.description, listing.price_minor AS "priceMinor", currency,
  condition, category, brand, location`;

export type VariedListingRow = VariedListing & { id: string };

/** Locks all of these listings; those are given that have a post which may follow. */
export async function lockFollowedListings(
  tx: Transaction,
  listingIds: readonly string[],
): Promise<VariedListingRow[]> {
  await lockListings(tx, listingIds);
  return tx.rows<VariedListingRow>(
    `SELECT ${variedColumns} FROM listing
     WHERE id IN (SELECT listing_id FROM post WHERE listing_id = ANY($1::uuid[]) AND ${mayFollow})`,
    [listingIds],
  );
}

/** What the rules of an account are applied to. */
export function listListingsToVary(sql: SqlRunner, listingIds: readonly string[]): Promise<VariedListingRow[]> {
  return sql.rows<VariedListingRow>(`SELECT ${variedColumns} FROM listing WHERE id = ANY($1::uuid[])`, [listingIds]);
}

export interface FollowingPost extends OwnWords {
  id: string;
  listingId: string;
  accountId: string;
}

const followingColumns = `id, listing_id AS "listingId", account_id AS "accountId", title, description,
  price_minor AS "priceMinor", typed, rule_errors AS "ruleErrors"`;

/**
 * In whatever status: what is live now says it when it is listed anew, and what is deleted may come back. Locked in the
 * order of their ids.
 */
export function lockFollowingPosts(tx: Transaction, listingIds: readonly string[]): Promise<FollowingPost[]> {
  return tx.rows<FollowingPost>(
    `SELECT ${followingColumns} FROM post WHERE listing_id = ANY($1::uuid[]) AND ${mayFollow} ORDER BY id FOR UPDATE`,
    [listingIds],
  );
}

/** The account's posts that its rule made nothing of, with their listings, both locked. */
export async function lockRuledOutPosts(tx: Transaction, accountId: string): Promise<FollowingPost[]> {
  const ruledOut = 'account_id = $1 AND rule_errors IS NOT NULL';
  await tx.rows(
    `SELECT FROM listing WHERE id IN (SELECT listing_id FROM post WHERE ${ruledOut}) ORDER BY id FOR SHARE`,
    [accountId],
  );
  return tx.rows<FollowingPost>(`SELECT ${followingColumns} FROM post WHERE ${ruledOut} ORDER BY id FOR UPDATE`, [
    accountId,
  ]);
}

export interface FollowedPost extends FollowingPost {
  /** For its story: why the price that was typed is gone. */
  priceGivenUp: string | null;
}

/** What these posts, which are locked, say from now on. */
export async function setOwnWords(tx: Transaction, posts: readonly FollowedPost[], actor: string): Promise<void> {
  await tx.rows(
    `WITH said AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS said (id uuid, title text, description text, "priceMinor" integer,
         typed jsonb, "ruleErrors" jsonb, "priceGivenUp" text)
     ), changed AS (
       UPDATE post SET title = said.title, description = said.description, price_minor = said."priceMinor",
         typed = ARRAY(SELECT jsonb_array_elements_text(said.typed)), rule_errors = said."ruleErrors",
         version = version + 1, updated_at = clock_timestamp()
       FROM said WHERE post.id = said.id
       RETURNING post.id, account_id, batch_id, status, version, said."priceGivenUp" AS detail
     )
     INSERT INTO post_event (post_id, account_id, batch_id, move, from_status, to_status, version, actor, detail)
     SELECT id, account_id, batch_id, 'giveUpPrice', status, status, version, $2, detail FROM changed
     WHERE detail IS NOT NULL`,
    [JSON.stringify(posts), actor],
  );
}

/** Whoever gives posts words of their own holds their listings as they are. Before the posts are locked. */
export async function holdListingsOf(tx: Transaction, postIds: readonly string[]): Promise<void> {
  await tx.rows(
    `SELECT FROM listing WHERE id IN (SELECT listing_id FROM post WHERE id = ANY($1::uuid[])) ORDER BY id FOR SHARE`,
    [postIds],
  );
}

/** A person's words; what was so before is still whose it was. False where the post may not be edited. */
export async function typeOwnWords(tx: Transaction, id: string, words: PostOverrides): Promise<boolean> {
  await holdListingsOf(tx, [id]);
  const row = await firstRow(
    tx,
    `UPDATE post SET title = $2, description = $3, price_minor = $4, typed = next.typed,
       rule_errors = nullif(rule_errors - next.typed, '{}'), version = version + 1, updated_at = clock_timestamp()
     FROM (
       SELECT post.id, ARRAY(
         SELECT field FROM (VALUES ('title', title IS DISTINCT FROM $2), ('description', description IS DISTINCT FROM $3),
           ('priceMinor', price_minor IS DISTINCT FROM $4)) AS said (field, is_new)
         WHERE is_new OR field = ANY(typed)
       ) AS typed
       FROM post WHERE id = $1 AND deleted_at IS NULL AND status = ANY($5::post_status[]) FOR UPDATE
     ) AS next
     WHERE post.id = next.id RETURNING post.id`,
    [id, words.title, words.description, words.priceMinor, editablePostStatuses],
  );
  return row !== null;
}
