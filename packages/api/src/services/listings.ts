/** Listings: written once, posted to many accounts. */

import {
  checkLimits,
  DomainError,
  deletablePostStatuses,
  type FieldErrors,
  type ListingInput,
  notFound,
  type PublishTime,
  skuFromTitle,
} from '@hawker/core';
import {
  brokenUnique,
  findTakenSkus,
  firstRow,
  type HoldingStatus,
  holdingStatuses,
  type ListingRow,
  listListings as listListingRows,
  listPosts,
  newId,
  type PostRow,
  releaseHeldPosts,
  type SqlRunner,
  setListingPhotos,
  type Transaction,
  wakeAccounts,
  writeAudit,
} from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { listAccounts } from './accounts.ts';
import { type BulkCreated, bulkCreate, requireAccounts } from './bulk-create.ts';
import { followListings } from './follow-listings.ts';

export interface ListingPage {
  listings: ListingRow[];
  nextCursor: string | null;
}

export async function listListings(
  app: App,
  request: { search?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<ListingPage> {
  const { search, cursor, limit } = request;
  const rows = await listListingRows(app.database.sql, search === undefined ? {} : { search }, {
    limit: limit + 1,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  const listings = rows.slice(0, limit);
  return { listings, nextCursor: rows.length > limit ? (listings.at(-1)?.id ?? null) : null };
}

export interface ListingPhoto {
  id: string;
  status: 'pending' | 'ready' | 'failed';
  contentHash: string | null;
  width: number | null;
  height: number | null;
  /** Why it could not be fetched. */
  error: string | null;
  sourceUrl: string | null;
}

export interface Listing extends Omit<ListingInput, 'photoIds' | 'sku'> {
  id: string;
  sku: string;
  createdAt: Date;
  updatedAt: Date;
  photos: ListingPhoto[];
  posts: PostRow[];
}

export async function getListing(app: App, id: string): Promise<Listing> {
  const [row, posts] = await Promise.all([
    app.database.prisma.listing.findFirst({
      where: { id, deletedAt: null },
      relationLoadStrategy: 'join',
      include: {
        photos: {
          orderBy: [{ position: 'asc' }, { id: 'asc' }],
          select: {
            id: true,
            status: true,
            contentHash: true,
            width: true,
            height: true,
            error: true,
            sourceUrl: true,
          },
        },
      },
    }),
    listPosts(app.database.sql, { listingId: id }, { limit: 200 }),
  ]);
  if (!row) {
    throw notFound('listing');
  }
  const {
    latitude: _latitude,
    longitude: _longitude,
    attributes: _attributes,
    deletedAt: _deletedAt,
    ...listing
  } = row;
  return { ...listing, posts };
}

export interface CreateListing {
  listing: ListingInput;
  accountIds: readonly string[];
  publish: PublishTime;
}

export async function createListing(app: App, actor: Actor, request: CreateListing): Promise<BulkCreated> {
  const { photoIds, sku, ...fields } = request.listing;
  const accountIds = await requireAccounts(app, request.accountIds);
  if (request.publish.when !== 'draft') {
    await requireWithinLimits(app, request.listing, accountIds);
  }
  const id = newId();
  const [uniqueSku = ''] = await chooseSkus(app.database.sql, [{ sku, title: fields.title }]);
  await requireUsablePhotos(app, photoIds, null);
  return bulkCreate(app, actor, {
    batchName: null,
    listings: [{ id, sku: uniqueSku, ...fields }],
    accountIds,
    publish: request.publish,
    after: async (tx) => {
      await setListingPhotos(tx, id, photoIds);
      await audit(tx, actor, 'create', id, fields.title);
    },
  });
}

/** `basedOn`: when the listing had been saved that the person has changed; refused where that is not the last time. */
export async function updateListing(
  app: App,
  actor: Actor,
  id: string,
  input: ListingInput,
  basedOn?: Date,
): Promise<void> {
  const { photoIds, sku, ...fields } = input;
  await requireUsablePhotos(app, photoIds, id);
  try {
    await app.database.transaction(async (tx) => {
      const row = await followListings(tx, actor, [id], () =>
        firstRow(
          tx,
          `UPDATE listing SET sku = coalesce($2, sku), title = $3, description = $4, price_minor = $5, currency = $6,
           quantity = $7, condition = $8, category = $9, brand = $10, location = $11, tags = $12, updated_at = clock_timestamp()
         WHERE id = $1 AND deleted_at IS NULL AND ($13::timestamptz IS NULL OR date_trunc('milliseconds', updated_at) = $13)
         RETURNING id`,
          [
            id,
            sku,
            fields.title,
            fields.description,
            fields.priceMinor,
            fields.currency,
            fields.quantity,
            fields.condition,
            fields.category,
            fields.brand,
            fields.location,
            fields.tags,
            basedOn ?? null,
          ],
        ),
      );
      if (!row) {
        throw (await isListing(tx, id)) ? changedMeanwhile() : notFound('listing');
      }
      await setListingPhotos(tx, id, photoIds);
      // A photo that was on its way may have been taken out: nobody else would tell the posts that waited for it.
      await releaseHeldPosts(tx, [id]);
      await audit(tx, actor, 'update', id, fields.title);
    });
  } catch (error) {
    if (brokenUnique(error) === 'listing_sku_key') {
      const sentence = 'Another listing has this SKU.';
      throw new DomainError('conflict', sentence, { fields: { sku: sentence } });
    }
    throw error;
  }
  await forgetAnswers(app, ['listing', 'photo', 'post']);
}

async function isListing(tx: Transaction, id: string): Promise<boolean> {
  return (await firstRow(tx, 'SELECT FROM listing WHERE id = $1 AND deleted_at IS NULL', [id])) !== null;
}

function changedMeanwhile(): DomainError {
  return new DomainError(
    'conflict',
    'Somebody saved this listing after you had opened it. Nothing of yours is lost: it is still in the fields.',
  );
}

/** Without its listing such a post could neither be settled nor sent again. */
const whyKept: Readonly<Record<HoldingStatus, string>> = {
  awaiting_upload: 'A post of this listing is in a sheet to be uploaded. Mark it live or cancel it first.',
  publishing: 'A post of this listing is being published right now. Try again in a moment.',
  unknown: 'Hawker is finding out whether a post of this listing is live. Try again in a minute.',
  needs_review: 'A post of this listing needs your word first: is it live? Open the post and say so.',
};

/** Takes the listing and its unpublished posts out of every list. What is live stays live, and stays in the lists. */
export async function removeListing(app: App, actor: Actor, id: string): Promise<void> {
  await app.database.transaction(async (tx) => {
    const row = await firstRow<{ title: string }>(
      tx,
      'UPDATE listing SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING title',
      [id],
    );
    if (!row) {
      throw notFound('listing');
    }
    const held = await firstRow<{ status: HoldingStatus }>(
      tx,
      `SELECT status FROM post WHERE listing_id = $1 AND status = ANY($2::post_status[])
         AND deleted_at IS NULL ORDER BY status LIMIT 1`,
      [id, holdingStatuses],
    );
    if (held) {
      throw new DomainError('conflict', whyKept[held.status]);
    }
    await tx.rows(
      `UPDATE post SET deleted_at = now(), version = version + 1
       WHERE listing_id = $1 AND deleted_at IS NULL AND status = ANY($2::post_status[])`,
      [id, deletablePostStatuses],
    );
    await audit(tx, actor, 'delete', id, row.title);
  });
  await forgetAnswers(app, ['listing', 'post']);
}

export async function restoreListing(app: App, actor: Actor, id: string): Promise<void> {
  await app.database.transaction(async (tx) => {
    const row = await firstRow<{ title: string; taken: boolean }>(
      tx,
      `SELECT title, EXISTS (SELECT 1 FROM listing AS other WHERE other.sku = listing.sku AND other.deleted_at IS NULL) AS taken
       FROM listing WHERE id = $1 AND deleted_at IS NOT NULL FOR UPDATE`,
      [id],
    );
    if (!row) {
      throw notFound('listing');
    }
    if (row.taken) {
      throw new DomainError('conflict', 'Another listing has taken its SKU meanwhile. Change that one first.');
    }
    // Where the account was deleted meanwhile, the post goes with it: it comes back when the account does.
    const posts = await tx.rows<{ accountId: string }>(
      `UPDATE post SET deleted_at = account.deleted_at, version = version + 1 FROM listing, account
       WHERE listing.id = $1 AND post.listing_id = $1 AND post.deleted_at = listing.deleted_at
         AND account.id = post.account_id
       RETURNING account_id AS "accountId"`,
      [id],
    );
    await tx.rows('UPDATE listing SET deleted_at = NULL WHERE id = $1', [id]);
    await wakeAccounts(
      tx,
      posts.map((post) => post.accountId),
    );
    await audit(tx, actor, 'restore', id, row.title);
  });
  await forgetAnswers(app, ['listing', 'post']);
}

/** The SKUs given, and for those that gave none one made from the title that nobody has. */
export async function chooseSkus(
  sql: SqlRunner,
  listings: readonly { sku: string | null; title: string }[],
): Promise<string[]> {
  const wanted = listings.map((listing) => listing.sku ?? skuFromTitle(listing.title));
  const taken = await findTakenSkus(sql, wanted);
  const used = new Set(listings.flatMap((listing) => (listing.sku === null ? [] : [listing.sku])));
  return listings.map((listing, index) => {
    const base = wanted[index] ?? 'listing';
    if (listing.sku !== null) {
      return base;
    }
    // The end of a fresh id tells listings of one title apart, whoever else makes some at this moment.
    const sku = taken.has(base) || used.has(base) ? `${base}-${newId().slice(-6)}` : base;
    used.add(sku);
    return sku;
  });
}

/** What would be refused when it goes out is said now, at its field. A draft may still be mended. */
async function requireWithinLimits(app: App, listing: ListingInput, accountIds: readonly string[]): Promise<void> {
  const accounts = (await listAccounts(app)).filter((account) => accountIds.includes(account.id));
  const fields: Record<string, string> = {};
  for (const name of new Set(accounts.map((account) => account.channel))) {
    const channel = app.channels.get(name);
    if (channel) {
      const found = checkLimits({ ...listing, photoCount: listing.photoIds.length }, channel.limits, channel.title);
      for (const [field, sentence] of Object.entries(found)) {
        fields[field] ??= sentence;
      }
    }
  }
  const [first] = Object.values(fields);
  if (first !== undefined) {
    throw new DomainError('bad_input', first, { fields });
  }
}

async function requireUsablePhotos(app: App, photoIds: readonly string[], listingId: string | null): Promise<void> {
  if (photoIds.length === 0) {
    return;
  }
  const usable = await app.database.prisma.photo.count({
    where: { id: { in: [...photoIds] }, OR: [{ listingId: null }, ...(listingId === null ? [] : [{ listingId }])] },
  });
  if (usable !== new Set(photoIds).size) {
    const fields: FieldErrors = { photos: 'One of the photos is no longer there. Take it out and add it again.' };
    throw new DomainError('bad_input', 'One of the photos is no longer there.', { fields });
  }
}

function audit(tx: Transaction, actor: Actor, action: string, id: string, name: string): Promise<void> {
  const who = { actor: actorLabel(actor), userId: actor.userId };
  return writeAudit(tx, { ...who, action, entity: 'listing', entityId: id, detail: { name } });
}
