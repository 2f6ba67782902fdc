/** What is done to many listings: always in steps, by the same ledger as with posts. */

import { changePrice, type PriceChange, priceChangeSchema } from '@hawker/core';
import {
  countListingPrices,
  countListings,
  type ListingFilter,
  type ListingSelection,
  listingsRemovedBy,
  listListingPrices,
  lockListingPrices,
  removeListings,
  restoreListings,
  selectedListings,
  setListingPrices,
  type Transaction,
  wakeAccounts,
} from '@hawker/db';
import { z } from 'zod';
import type { Actor, App } from '../context.ts';
import {
  type Actable,
  type Acted,
  type Asker,
  beginAction,
  beginUndo,
  type Chunk,
  type Shown,
  stop,
  takeStep,
} from './actions.ts';
import { followListings } from './follow-listings.ts';
import { maxExamples, type PricePreview, previewOf } from './price-preview.ts';

const listingWorkSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('remove') }),
  z.object({ act: z.literal('restore') }),
  z.object({ act: z.literal('reprice'), change: priceChangeSchema }),
]);
type ListingWork = z.infer<typeof listingWorkSchema>;

const listings: Actable = {
  entity: 'listing',
  changes: ['listing', 'post'],
  // Each may have a post on every account.
  chunkRows: 500,
  isDeletion: (work) => listingWorkSchema.parse(work).act === 'remove',
  doChunk: (tx, actor, work, chunk) => workOnListings(tx, actor, listingWorkSchema.parse(work), chunk),
};

async function workOnListings(
  tx: Transaction,
  actor: Actor,
  work: ListingWork,
  { ids, entryId }: Chunk,
): Promise<number> {
  switch (work.act) {
    case 'remove': {
      const removed = await removeListings(tx, ids, entryId);
      await wakeAccounts(tx, removed.accountIds);
      return removed.listings.length;
    }
    case 'restore': {
      const restored = await restoreListings(tx, ids);
      await wakeAccounts(tx, restored.accountIds);
      return restored.listings.length;
    }
    case 'reprice': {
      const priced = (await lockListingPrices(tx, ids)).flatMap(({ id, priceMinor, currency }) => {
        const changed = changePrice({ amountMinor: priceMinor, currency }, work.change);
        return changed.ok ? [{ id, priceMinor: changed.priceMinor }] : [];
      });
      await followListings(
        tx,
        actor,
        priced.map(({ id }) => id),
        () => setListingPrices(tx, priced),
      );
      return priced.length;
    }
  }
}

function begin(
  app: App,
  actor: Actor,
  action: string,
  work: ListingWork,
  selection: ListingSelection & Shown,
): Promise<Acted> {
  const { atMost } = selection;
  return beginAction(app, actor, listings, { action, work, targets: selectedListings(selection), atMost });
}

/** Deletes them with their posts that are not at a channel. One with a post under way, or one to be settled, is left. */
export function removeManyListings(app: App, actor: Actor, selection: ListingSelection & Shown): Promise<Acted> {
  return begin(app, actor, 'delete', { act: 'remove' }, selection);
}

/** Brings back all that one deletion took. */
export function undoListingRemoval(app: App, actor: Actor, entryId: string): Promise<Acted> {
  const work: ListingWork = { act: 'restore' };
  return beginUndo(app, actor, listings, entryId, { action: 'restore', work, targets: listingsRemovedBy(entryId) });
}

/** Their posts follow, by their account's rule where it has one, but for those with a price of their own; what is live keeps the price it went out with. */
export function repriceListings(
  app: App,
  actor: Actor,
  selection: ListingSelection & Shown,
  change: PriceChange,
): Promise<Acted> {
  return begin(app, actor, 'reprice', { act: 'reprice', change }, selection);
}

export function stopActionOnListings(app: App, actor: Actor, action: string): Promise<Acted> {
  return stop(app, actor, listings, action);
}

export function goOnWithListings(app: App, actor: Actor, action: string, asker?: Asker): Promise<Acted> {
  return takeStep(app, actor, listings, action, asker);
}

export function lookAtMatchingListings(app: App, filter: ListingFilter): Promise<{ upTo: string; total: number }> {
  return countListings(app.database.sql, filter);
}

export async function previewListingPrices(
  app: App,
  selection: ListingSelection,
  change: PriceChange | null,
): Promise<PricePreview> {
  const [groups, first] = await Promise.all([
    countListingPrices(app.database.sql, selection),
    listListingPrices(app.database.sql, selection, maxExamples),
  ]);
  return previewOf(groups, first, change);
}
