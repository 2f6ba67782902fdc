/**
 * Makes listings and posts, whatever their number: a form makes one listing, a sheet thousands, both through here. One
 * transaction writes batch, listings, photos, posts, first events and wakes; at most five statements.
 */

import { DomainError, type PostOverrides, type PublishTime, uploadLimits } from '@hawker/core';
import {
  brokenUnique,
  insertBatch,
  insertListings,
  insertPosts,
  listListingsToVary,
  type NewListing,
  type NewPost,
  type NewPosts,
  newId,
  setBatchPosts,
  type Transaction,
  wakeAccounts,
} from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { overridesOf, varyingAccounts } from './account-variation.ts';
import { listAccounts } from './accounts.ts';

export interface BulkCreate {
  /** Null: no batch (a single listing by form). */
  batchName: string | null;
  listings: readonly NewListing[];
  /** Listings that exist already and are to be posted too. */
  existingListingIds?: readonly string[];
  accountIds: readonly string[];
  publish: PublishTime;
  /** Runs in the same transaction, when the listings are there and their posts are not. */
  after?(tx: Transaction): Promise<void>;
}

export interface BulkCreated {
  batchId: string | null;
  listingIds: string[];
  postCount: number;
  /** Posts that were there already and stayed as they are. */
  skipped: number;
}

export const { maxPostsPerBatch } = uploadLimits;

export async function bulkCreate(app: App, actor: Actor, request: BulkCreate): Promise<BulkCreated> {
  const { listings, accountIds, publish } = request;
  const listingIds = [...listings.map((listing) => listing.id), ...(request.existingListingIds ?? [])];
  const overrides = await overridesFor(app, request);
  // Listing by listing, so that the accounts take turns and a page of posts shows the sheet's order.
  const posts = listingIds.flatMap((listingId) =>
    accountIds.map(
      (accountId): NewPost => ({ id: newId(), accountId, listingId, ...overrides.get(`${listingId} ${accountId}`) }),
    ),
  );
  if (posts.length > maxPostsPerBatch) {
    throw new DomainError(
      'too_large',
      `That would be ${posts.length} posts; one batch takes ${maxPostsPerBatch}. Split it.`,
    );
  }
  const batchId = request.batchName === null ? null : newId();
  const made = await refuseTakenSku(() =>
    app.database.transaction(async (tx) => {
      const userId = actor.userId;
      if (batchId !== null) {
        const counts = { listingCount: listingIds.length, postCount: posts.length };
        await insertBatch(tx, {
          id: batchId,
          name: request.batchName ?? '',
          ...counts,
          userId,
          actor: actorLabel(actor),
        });
      }
      await insertListings(tx, listings);
      await request.after?.(tx);
      await requireListings(tx, request.existingListingIds ?? []);
      return makePosts(tx, { posts, batchId, actor: actorLabel(actor), ...timing(publish) });
    }),
  );
  await forgetAnswers(app, ['listing', 'photo', 'post', 'batch']);
  return { batchId, listingIds, postCount: made, skipped: posts.length - made };
}

/** How many of them were not there yet. */
async function makePosts(tx: Transaction, request: NewPosts): Promise<number> {
  const { posts, batchId, status } = request;
  const inserted = posts.length === 0 ? [] : await insertPosts(tx, request);
  if (batchId !== null && inserted.length < posts.length) {
    await setBatchPosts(tx, batchId, inserted.length);
  }
  if (status !== 'draft') {
    await wakeAccounts(
      tx,
      inserted.map((post) => post.accountId),
    );
  }
  return inserted.length;
}

/** Locked, so that none of them is deleted at this moment and its new posts go out all the same. */
async function requireListings(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  const there = await tx.rows(
    'SELECT id FROM listing WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
    [ids],
  );
  if (there.length !== new Set(ids).size) {
    throw new DomainError('conflict', 'One of the listings was deleted meanwhile. Choose again.');
  }
}

/** By listing and account, where the account says the listing differently. */
async function overridesFor(
  app: App,
  { listings, existingListingIds = [], accountIds }: BulkCreate,
): Promise<Map<string, PostOverrides>> {
  const varying = varyingAccounts((await listAccounts(app)).filter((account) => accountIds.includes(account.id)));
  if (varying.length === 0) {
    return new Map();
  }
  const existing =
    existingListingIds.length === 0 ? [] : await listListingsToVary(app.database.sql, existingListingIds);
  return new Map(
    [...listings, ...existing]
      .flatMap((listing) => overridesOf(listing, varying))
      .map(({ listingId, accountId, ...overrides }) => [`${listingId} ${accountId}`, overrides]),
  );
}

export function timing(publish: PublishTime): { status: 'draft' | 'queued' | 'scheduled'; scheduledAt: Date | null } {
  switch (publish.when) {
    case 'draft':
      return { status: 'draft', scheduledAt: null };
    case 'now':
      return { status: 'queued', scheduledAt: null };
    case 'at':
      return { status: 'scheduled', scheduledAt: publish.at };
  }
}

async function refuseTakenSku<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (brokenUnique(error) === 'listing_sku_key') {
      const sentence = 'A listing with this SKU was made meanwhile. Choose another SKU.';
      throw new DomainError('conflict', sentence, { fields: { sku: sentence } });
    }
    throw error;
  }
}

/** The accounts, in the order given, once each; a clear sentence when one of them is gone. */
export async function requireAccounts(app: App, accountIds: readonly string[]): Promise<string[]> {
  const unique = [...new Set(accountIds)];
  const rows = await app.database.sql.rows<{ id: string }>(
    'SELECT id FROM account WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL',
    [unique],
  );
  if (rows.length !== unique.length) {
    throw accountsGone();
  }
  return unique;
}

export function accountsGone(): DomainError {
  return new DomainError('conflict', 'One of the accounts was deleted meanwhile. Choose again.', {
    fields: { accountIds: 'Choose again.' },
  });
}
