/** Of posts that something is about to be done with: those that a person uploads, where Hawker's hand does not reach. */

import type { SqlRunner, SqlValue } from '../sql.ts';
import type { Targets } from './actions.ts';

export interface PostByHand {
  id: string;
  title: string;
  accountName: string;
  /** Of the sheet that it is in, in its present generation; null where it is in none. */
  sheetNumber: number | null;
}

export interface PostsByHand {
  total: number;
  /** The first so many, as they stand in their sheets. */
  first: PostByHand[];
}

export interface ByHand {
  /** Where a person uploads. */
  channels: readonly string[];
  /**
   * All of them; those that may be listed, because whoever has the file of their sheet may have uploaded it, and nobody
   * has said that they were refused; or those that no file has yet.
   */
  only: 'all' | 'maybeListed' | 'notDownloaded';
  /** So many of them by name. */
  limit: number;
}

const conditions: Readonly<Record<ByHand['only'], string>> = {
  all: 'true',
  maybeListed: 'sheet_row.written IS NOT NULL AND sheet_row.refused_at IS NULL',
  notDownloaded: 'sheet_row.written IS NULL',
};

export async function findPostsByHand(
  sql: SqlRunner,
  { text, values }: Targets,
  { channels, only, limit }: ByHand,
): Promise<PostsByHand> {
  const given: SqlValue[] = [...values];
  const parameter = (value: SqlValue) => `$${given.push(value)}`;
  const rows = await sql.rows<PostByHand & { total: number }>(
    `WITH target AS MATERIALIZED (SELECT unnest((${text})) AS id)
     SELECT post.id, coalesce(post.title, listing.title) AS title, account.name AS "accountName",
       sheet.number AS "sheetNumber", (count(*) OVER ())::int AS total
     FROM target JOIN post ON post.id = target.id JOIN listing ON listing.id = post.listing_id
     JOIN account ON account.id = post.account_id
     LEFT JOIN sheet_row ON sheet_row.post_id = post.id AND sheet_row.generation = post.generation
     LEFT JOIN sheet ON sheet.id = sheet_row.sheet_id
     WHERE account.channel = ANY(${parameter(channels)}::text[])
       AND ${conditions[only]}
     ORDER BY account.name, sheet.number, sheet_row.position, post.id LIMIT ${parameter(limit)}`,
    given,
  );
  return { total: rows[0]?.total ?? 0, first: rows.map(({ total: _, ...post }) => post) };
}
