/**
 * Makes listings and posts, whatever their number: a form makes one listing, a sheet thousands, both through here. One
 * transaction writes batch, listings, photos, posts, first events and wakes, in as many statements for one as for thousands.
 */

import { DomainError, type FieldErrors, type PublishTime, uploadLimits } from '@hawker/core';
import {
  brokenUnique,
  insertBatch,
  insertListings,
  insertPosts,
  listAccountRules,
  listListingsToVary,
  listPostsOfListings,
  lockListings,
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
import { type Said, sayListings, varyingAccounts } from './account-variation.ts';
import { requirePlausiblePublish } from './plausible-time.ts';

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
  /** Posts that were not made, because the rule of their account makes nothing of the listing; and why, in a few sentences. */
  ruledOut: { posts: number; sentences: string[] };
}

export const { maxPostsPerBatch } = uploadLimits;

export async function bulkCreate(app: App, actor: Actor, request: BulkCreate): Promise<BulkCreated> {
  const { listings, accountIds, publish } = request;
  requirePlausiblePublish(publish);
  const listingIds = [...listings.map((listing) => listing.id), ...(request.existingListingIds ?? [])];
  const asked = listingIds.length * accountIds.length;
  if (asked > maxPostsPerBatch) {
    throw new DomainError('too_large', `That would be ${asked} posts; one batch takes ${maxPostsPerBatch}. Split it.`);
  }
  const batchId = request.batchName === null ? null : newId();
  const { made, unsaid } = await refuseTakenSku(() =>
    app.database.transaction(async (tx) => {
      await insertListings(tx, listings);
      await request.after?.(tx);
      await requireListings(tx, request.existingListingIds ?? []);
      const { posts, unsaid } = await postsOf(tx, request, listingIds);
      if (batchId !== null) {
        const counts = { listingCount: listingIds.length, postCount: posts.length };
        const owner = { userId: actor.userId, actor: actorLabel(actor) };
        await insertBatch(tx, { id: batchId, name: request.batchName ?? '', ...counts, ...owner });
      }
      const made = await makePosts(tx, { posts, batchId, actor: actorLabel(actor), ...timing(publish) });
      return { made, unsaid };
    }),
  );
  await forgetAnswers(app, ['listing', 'photo', 'post', 'batch']);
  const ruledOut = { posts: unsaid.length, sentences: sentencesOf(unsaid) };
  return { batchId, listingIds, postCount: made, skipped: asked - unsaid.length - made, ruledOut };
}

/**
 * Listing by listing, so that the accounts take turns and a page of posts shows the sheet's order. What they say is made of
 * the listings as they are behind their locks: what came before may have been changed while this waited.
 */
async function postsOf(
  tx: Transaction,
  { listings, existingListingIds = [], accountIds }: BulkCreate,
  listingIds: readonly string[],
): Promise<{ posts: NewPost[]; unsaid: Said['unsaid'] }> {
  const varying = accountIds.length === 0 ? [] : varyingAccounts(await listAccountRules(tx, accountIds));
  const there = varying.length === 0 ? [] : await listListingsToVary(tx, existingListingIds);
  const said = sayListings([...listings, ...there], varying);
  const overrides = new Map(said.overrides.map((pair) => [keyOf(pair), pair]));
  const ruledOut = new Set(said.unsaid.map(keyOf));
  const pairs = listingIds.flatMap((listingId) => accountIds.map((accountId) => ({ listingId, accountId })));
  const posts = pairs
    .filter((pair) => !ruledOut.has(keyOf(pair)))
    .map((pair): NewPost => ({ id: newId(), ...pair, ...overrides.get(keyOf(pair)) }));
  const unsaid = await withoutPosts(tx, said.unsaid);
  // Who writes a listing mends it right there.
  if (unsaid.length > 0 && (posts.length === 0 || listings.length > 0)) {
    throw new DomainError('bad_input', sentencesOf(unsaid).join(' '), { fields: fieldsOf(unsaid) });
  }
  return { posts, unsaid };
}

function keyOf({ listingId, accountId }: { listingId: string; accountId: string }): string {
  return `${listingId} ${accountId}`;
}

/** A post that is there already is not one that was not made. */
async function withoutPosts(tx: Transaction, unsaid: Said['unsaid']): Promise<Said['unsaid']> {
  const idsOf = (key: 'accountId' | 'listingId') => [...new Set(unsaid.map((pair) => pair[key]))];
  const there = unsaid.length === 0 ? [] : await listPostsOfListings(tx, idsOf('accountId'), idsOf('listingId'));
  const posted = new Set(there.map(keyOf));
  return unsaid.filter((pair) => !posted.has(keyOf(pair)));
}

const fewSentences = 3;

/** Those of the first; many listings have as many prices. */
function sentencesOf(unsaid: Said['unsaid']): string[] {
  return [...new Set(unsaid.flatMap(({ errors }) => Object.values(errors)))].slice(0, fewSentences);
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
  const there = await lockListings(tx, ids);
  if (there.length !== new Set(ids).size) {
    throw new DomainError('conflict', 'One of the listings was deleted meanwhile. Choose again.');
  }
}

/** As forms call them. */
function fieldsOf(unsaid: Said['unsaid']): FieldErrors {
  const [{ priceMinor, ...texts } = {}] = unsaid.map(({ errors }) => errors);
  return { ...texts, ...(priceMinor === undefined ? {} : { price: priceMinor }) };
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
