/**
 * How posts leave their sheets: a person who has uploaded them says that they are live, or that the marketplace refused them.
 * Either is the end of an attempt, as if a worker had made it.
 */

import type { Transaction } from '../sql.ts';

export interface UploadedPost {
  id: string;
  accountId: string;
  generation: number;
  fence: number;
  timeZone: string;
}

/** What the downloaded file of a sheet has; the given posts; or of these only what a downloaded file has. */
export type UploadedSelection =
  | { sheetId: string }
  | { postIds: readonly string[] }
  | { downloadedPostIds: readonly string[] };

/** Locks posts that wait for their upload, with their accounts first. */
export async function lockUploadedPosts(tx: Transaction, which: UploadedSelection): Promise<UploadedPost[]> {
  const [condition, value] = conditionOf(which);
  const from = `FROM post JOIN sheet_row ON sheet_row.post_id = post.id AND sheet_row.generation = post.generation
    JOIN account ON account.id = post.account_id
    WHERE ${condition} AND post.status = 'awaiting_upload' AND post.deleted_at IS NULL`;
  await tx.rows(`SELECT id FROM account WHERE id IN (SELECT account.id ${from}) ORDER BY id FOR NO KEY UPDATE`, [
    value,
  ]);
  return tx.rows<UploadedPost>(
    `SELECT post.id, post.account_id AS "accountId", post.generation, fence, time_zone AS "timeZone"
     ${from} ORDER BY post.id FOR UPDATE OF post`,
    [value],
  );
}

function conditionOf(which: UploadedSelection): [string, string | readonly string[]] {
  if ('sheetId' in which) {
    return ['sheet_row.sheet_id = $1 AND sheet_row.written IS NOT NULL', which.sheetId];
  }
  return 'postIds' in which
    ? ['post.id = ANY($1::uuid[])', which.postIds]
    : ['post.id = ANY($1::uuid[]) AND sheet_row.written IS NOT NULL', which.downloadedPostIds];
}

type Keyed = UploadedPost & { idempotencyKey: string };

const uploaded = `unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bigint[])
  AS uploaded (post_id, account_id, generation, key, fence)`;

function columnsOf(posts: readonly Keyed[]) {
  return [
    posts.map((post) => post.id),
    posts.map((post) => post.accountId),
    posts.map((post) => post.generation),
    posts.map((post) => post.idempotencyKey),
    posts.map((post) => post.fence),
  ];
}

/** The ledger of posts that a person uploaded: one success for each generation, as an index of the database holds. */
export async function recordUploaded(
  tx: Transaction,
  posts: readonly Keyed[],
  externalUrl: string | null,
): Promise<void> {
  await tx.rows(
    `WITH made AS (
       INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, submitting_at, finished_at)
       SELECT post_id, account_id, generation, key, 'succeeded', fence, clock_timestamp(), clock_timestamp() FROM ${uploaded}
       RETURNING id, post_id, account_id, generation
     )
     INSERT INTO observed_listing (post_id, account_id, attempt_id, generation, external_id, external_url, source)
     SELECT post_id, account_id, id, generation, $6::text, $6::text, 'person' FROM made WHERE $6::text IS NOT NULL`,
    [...columnsOf(posts), externalUrl],
  );
}

/** The ledger of posts that a person uploaded and the marketplace did not take; their rows say so too. */
export async function recordRefused(
  tx: Transaction,
  posts: readonly Keyed[],
  { sentence, nextStep }: { sentence: string; nextStep: string },
): Promise<void> {
  await tx.rows(
    `WITH made AS (
       INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, class, sentence, next_step,
         submitting_at, finished_at)
       SELECT post_id, account_id, generation, key, 'failed', fence, 'rejected', $6, $7, clock_timestamp(), clock_timestamp()
       FROM ${uploaded} RETURNING post_id, generation
     )
     UPDATE sheet_row SET refused_at = clock_timestamp()
     FROM made WHERE sheet_row.post_id = made.post_id AND sheet_row.generation = made.generation`,
    [...columnsOf(posts), sentence, nextStep],
  );
}
