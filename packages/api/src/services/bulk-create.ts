/**
 * Makes listings and posts, whatever their number: a form makes one listing, a sheet thousands, both through here. One
 * transaction writes batch, listings, photos, posts, first events and wakes; at most five statements.
 */

import { DomainError, type PostOverrides, type PublishTime } from '@hawker/core';
import {
  brokenUnique,
  fetchPhotos,
  insertBatch,
  insertListings,
  insertPosts,
  listListingsToVary,
  type NamedPhoto,
  type NewListing,
  type NewPost,
  newId,
  setBatchPosts,
  type Transaction,
  wakeAccounts,
} from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { listAccounts } from './accounts.ts';
import { overridesOf, varyingAccounts } from './post-overrides.ts';

export interface BulkCreate {
  /** Null: no batch (a single listing by form). */
  batchName: string | null;
  listings: readonly NewListing[];
  photos: readonly NamedPhoto[];
  /** Listings that exist already and are to be posted too. */
  existingListingIds?: readonly string[];
  accountIds: readonly string[];
  publish: PublishTime;
  uploadId?: string;
  /** Runs first, in the same transaction. */
  before?(tx: Transaction, batchId: string | null): Promise<void>;
  /** Runs last, in the same transaction. */
  after?(tx: Transaction): Promise<void>;
}

export interface BulkCreated {
  batchId: string | null;
  listingIds: string[];
  postCount: number;
  /** Posts that were there already and stayed as they are. */
  skipped: number;
}

/** Source: a batch of 20,000 listings x 5 accounts; larger ones go in several sheets. */
export const maxPostsPerBatch = 100_000;

export async function bulkCreate(app: App, actor: Actor, request: BulkCreate): Promise<BulkCreated> {
  const { listings, photos, accountIds, publish } = request;
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
      const batch = {
        name: request.batchName ?? '',
        listingCount: listingIds.length,
        postCount: posts.length,
        userId: actor.userId,
        actor: actorLabel(actor),
      };
      if (batchId !== null) {
        await insertBatch(tx, { id: batchId, ...batch });
      }
      await request.before?.(tx, batchId);
      if (listings.length > 0) {
        const pending = await insertListings(tx, listings, photos, request.uploadId ?? null);
        await fetchPhotos(
          tx,
          pending.map((photo) => photo.pendingPhotoId),
        );
      }
      await request.after?.(tx);
      const inserted =
        posts.length === 0 ? [] : await insertPosts(tx, { posts, batchId, actor: batch.actor, ...timing(publish) });
      if (batchId !== null && inserted.length < posts.length) {
        await setBatchPosts(tx, batchId, inserted.length);
      }
      if (publish.when !== 'draft') {
        await wakeAccounts(
          tx,
          inserted.map((post) => post.accountId),
        );
      }
      return inserted.length;
    }),
  );
  await forgetAnswers(app, ['listing', 'photo', 'post', 'batch']);
  return { batchId, listingIds, postCount: made, skipped: posts.length - made };
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

export async function refuseTakenSku<T>(work: () => Promise<T>): Promise<T> {
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
