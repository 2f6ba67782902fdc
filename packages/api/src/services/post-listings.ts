/** Posts listings that are there. What that would make: plan-posting.ts. */

import { DomainError, type PublishTime } from '@hawker/core';
import { type ListingSelection, oneRow, selectedListings } from '@hawker/db';
import type { Actor, App } from '../context.ts';
import { requireShown, type Shown } from './actions.ts';
import { type BulkCreated, bulkCreate, requireAccounts } from './bulk-create.ts';

export interface PostListings {
  listings: ListingSelection & Shown;
  accountIds: readonly string[];
  publish: PublishTime;
}

/** Posts existing listings on accounts, as one batch. Where a listing is on an account already, nothing happens. */
export async function postListings(app: App, actor: Actor, request: PostListings): Promise<BulkCreated> {
  const { listings, accountIds, publish } = request;
  const { text, values } = selectedListings(listings);
  const { ids, title } = await oneRow<{ ids: string[]; title: string | null }>(
    app.database.sql,
    `SELECT ids, (SELECT title FROM listing WHERE id = ids[1]) AS title FROM (SELECT coalesce((${text}), '{}') AS ids) AS found`,
    values,
  );
  if (ids.length === 0 || ('ids' in listings && ids.length !== new Set(listings.ids).size)) {
    throw new DomainError('conflict', 'One of the listings was deleted meanwhile. Choose again.');
  }
  requireShown('listing', ids.length, listings);
  return bulkCreate(app, actor, {
    batchName: ids.length === 1 && title !== null ? title : `${ids.length.toLocaleString('en')} listings`,
    listings: [],
    existingListingIds: ids,
    accountIds: await requireAccounts(app, accountIds),
    publish,
  });
}
