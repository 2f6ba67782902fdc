/** Posts of the listings that staged rows became: what comes after staged-listings.ts, in the same transaction. */

import { firstRow, type Transaction } from '../sql.ts';
import type { TakenListings } from './staged-listings.ts';

export interface StagedPosts {
  batchId: string;
  accountIds: readonly string[];
  status: 'draft' | 'queued' | 'scheduled';
  /** For `scheduled`. */
  scheduledAt: Date | null;
  actor: string;
  /** Where an account says a listing differently. */
  overrides: readonly PostVariation[];
  /** What became of the listings of these rows; the batch adds it up. */
  taken: Pick<TakenListings, 'created' | 'updated' | 'ids'>;
}

/** What one account says differently of one listing. */
export interface PostVariation {
  listingId: string;
  accountId: string;
  title: string | null;
  description: string | null;
  priceMinor: number | null;
}

/**
 * Makes a post of each staged row on each account, with its first event: one statement. Listing by listing, so that the
 * accounts take turns and a page of posts shows the sheet's order. A listing that is on the account already is left out.
 * Which photos are still to come is looked up once for all of them: asked of each listing, a young desk that takes the
 * photos for few goes through all of them each time.
 */
export async function postStagedListings(
  tx: Transaction,
  { batchId, accountIds, status, scheduledAt, actor, overrides, taken }: StagedPosts,
): Promise<number> {
  const made = await firstRow<{ posts: number }>(
    tx,
    `WITH made AS (
       INSERT INTO post (id, account_id, listing_id, batch_id, status, scheduled_at, due_at, title, description, price_minor)
       SELECT uuidv7(), wanted.account_id, wanted.listing_id, $2, $3::post_status, $4::timestamptz,
         CASE WHEN $3 = 'draft' OR wanted.held THEN NULL ELSE coalesce($4::timestamptz, clock_timestamp()) END,
         wanted.title, wanted.description, wanted."priceMinor"
       FROM (
         SELECT listing.id AS listing_id, account.id AS account_id,
           listing.id IN (SELECT listing_id FROM photo WHERE status = 'pending' AND listing_id = ANY ($1::uuid[])) AS held,
           varied ->> 'title' AS title, varied ->> 'description' AS description, (varied ->> 'priceMinor')::integer AS "priceMinor"
         FROM unnest($1::uuid[]) WITH ORDINALITY AS listing (id, turn)
         CROSS JOIN unnest($5::uuid[]) WITH ORDINALITY AS account (id, turn)
         -- By key: as rows of a join they would all be gone through for each post, as nobody knows how many there are.
         CROSS JOIN LATERAL (SELECT $7::jsonb -> (listing.id || ' ' || account.id) AS varied) AS said
         ORDER BY listing.turn, account.turn
       ) AS wanted
       ON CONFLICT (account_id, listing_id) WHERE deleted_at IS NULL DO NOTHING
       RETURNING id, account_id
     ), event AS (
       INSERT INTO post_event (post_id, account_id, batch_id, move, to_status, version, actor)
       SELECT id, account_id, $2, 'create', $3::post_status, 1, $6 FROM made
     ), counted AS (
       UPDATE batch SET created_count = coalesce(created_count, 0) + $8, updated_count = coalesce(updated_count, 0) + $9
       WHERE id = $2
     ), told AS (
       UPDATE audit_entry SET detail = detail || jsonb_build_object(
         'created', coalesce((detail ->> 'created')::integer, 0) + $8,
         'updated', coalesce((detail ->> 'updated')::integer, 0) + $9)
       WHERE entity = 'batch' AND entity_id = $2 AND action = 'create'
     )
     SELECT count(*)::int AS posts FROM made`,
    [
      taken.ids,
      batchId,
      status,
      scheduledAt,
      accountIds,
      actor,
      JSON.stringify(
        Object.fromEntries(overrides.map(({ listingId, accountId, ...said }) => [`${listingId} ${accountId}`, said])),
      ),
      taken.created,
      taken.updated,
    ],
  );
  return made?.posts ?? 0;
}
