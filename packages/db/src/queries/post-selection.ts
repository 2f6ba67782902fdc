/** Which posts a person means: those that they name, or all that match a filter. */

import type { PostStatus } from '@hawker/core';
import { oneRow, type SqlRunner, type SqlValue } from '../sql.ts';
import type { Targets } from './actions.ts';
import type { PriceGroup } from './post-edits.ts';
import { conditionsFor, type PostFilter } from './posts.ts';

/**
 * With a filter: those that matched at the moment `upTo`, when the person looked; whatever was made or came to match since
 * is not meant, and what has moved on is (it is then left, and counted as such). The moment is text as Postgres reads it,
 * because a Date would cut its microseconds off; `now` is one.
 */
export type PostSelection = { ids: readonly string[] } | { filter: PostFilter; upTo: string };

/** The part of a statement after FROM: of the selection, the posts that are (or were, when looked at) in these statuses. */
function fromSelected(selection: PostSelection, statuses: readonly PostStatus[], values: SqlValue[]): string {
  return `post JOIN account ON account.id = post.account_id LEFT JOIN listing ON listing.id = post.listing_id
    WHERE ${conditionsOf(selection, statuses, values).join(' AND ')}`;
}

function conditionsOf(selection: PostSelection, statuses: readonly PostStatus[], values: SqlValue[]): string[] {
  if ('ids' in selection) {
    return [
      'post.deleted_at IS NULL',
      `post.id = ANY($${values.push(selection.ids)}::uuid[])`,
      `post.status = ANY($${values.push(statuses)}::post_status[])`,
    ];
  }
  const { statuses: seen = statuses, ...filter } = selection.filter;
  const upTo = `$${values.push(selection.upTo)}::timestamptz`;
  const meant = `$${values.push(statuses.filter((status) => seen.includes(status)))}::post_status[]`;
  return [
    ...conditionsFor(filter, values),
    `post.created_at <= ${upTo}`,
    // The ledger knows what it was before it moved.
    `CASE WHEN post.status_since <= ${upTo} THEN post.status
       ELSE (SELECT from_status FROM post_event WHERE post_id = post.id AND at > ${upTo} ORDER BY post_event.id LIMIT 1)
     END = ANY(${meant})`,
  ];
}

export type PostOrder =
  /** The oldest first, as the rows of a sheet. */
  | 'made'
  /**
   * For a share of time each: every account's posts are spread over the whole, in the order in which they were made. Where
   * each listing is on every account that is the order of the sheet.
   */
  | 'shared';

export function selectedPosts(selection: PostSelection, statuses: readonly PostStatus[], order: PostOrder): Targets {
  const values: SqlValue[] = [];
  const from = fromSelected(selection, statuses, values);
  switch (order) {
    case 'made':
      return { text: `SELECT array_agg(post.id ORDER BY post.id) FROM ${from}`, values };
    case 'shared':
      return {
        text: `SELECT array_agg(id ORDER BY share, id) FROM (
            SELECT post.id, (row_number() OVER (PARTITION BY post.account_id ORDER BY post.id) - 0.5::float8)
              / count(*) OVER (PARTITION BY post.account_id) AS share
            FROM ${from}
          ) AS ordered`,
        values,
      };
  }
}

export interface SelectedGroup {
  status: PostStatus;
  timeZone: string;
  posts: number;
}

/** How many there are of each status and time zone, and the moment at which that is so. */
export function countSelected(
  sql: SqlRunner,
  filter: PostFilter,
  statuses: readonly PostStatus[],
): Promise<{ upTo: string; groups: SelectedGroup[] }> {
  const values: SqlValue[] = [];
  const from = fromSelected({ filter, upTo: 'now' }, statuses, values);
  return oneRow(
    sql,
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "upTo",
       coalesce((SELECT json_agg(json_build_object('status', status, 'timeZone', time_zone, 'posts', n)) FROM (
         SELECT post.status, account.time_zone, count(*)::int AS n FROM ${from} GROUP BY 1, 2
       ) AS counted), '[]') AS groups`,
    values,
  );
}

/** How many of the selection have which price. */
export function countPrices(
  sql: SqlRunner,
  selection: PostSelection,
  statuses: readonly PostStatus[],
): Promise<PriceGroup[]> {
  const values: SqlValue[] = [];
  const from = fromSelected(selection, statuses, values);
  return sql.rows<PriceGroup>(
    `SELECT coalesce(post.price_minor, listing.price_minor) AS "priceMinor", listing.currency, count(*)::int AS n
     FROM ${from} GROUP BY 1, 2`,
    values,
  );
}

export interface PricedPost {
  id: string;
  title: string;
  accountName: string;
  priceMinor: number;
  currency: string;
}

/** The first so many, in the order in which they were made. */
export function listPrices(
  sql: SqlRunner,
  selection: PostSelection,
  statuses: readonly PostStatus[],
  limit: number,
): Promise<PricedPost[]> {
  const values: SqlValue[] = [];
  const from = fromSelected(selection, statuses, values);
  return sql.rows<PricedPost>(
    `SELECT post.id, coalesce(post.title, listing.title) AS title, account.name AS "accountName",
       coalesce(post.price_minor, listing.price_minor) AS "priceMinor", listing.currency
     FROM ${from} ORDER BY post.id LIMIT $${values.push(limit)}`,
    values,
  );
}
