/** Listings as lists show them, and as they are made: one by a form, or thousands by a sheet, by the same statement. */

import type { Condition } from '@hawker/core';
import type { SqlRunner, SqlValue, Transaction } from '../sql.ts';
import type { ListingFilter } from './listing-selection.ts';
import { searchCondition } from './search.ts';

export interface ListingRow {
  id: string;
  sku: string;
  title: string;
  priceMinor: number;
  currency: string;
  quantity: number;
  condition: Condition;
  category: string | null;
  photoHash: string | null;
  photoCount: number;
  postCount: number;
  liveCount: number;
  createdAt: Date;
}

export interface ListingKeyset {
  after?: string;
  limit: number;
}

/** Newest first, from the one after `after`. */
export function listListings(sql: SqlRunner, filter: ListingFilter, keyset: ListingKeyset): Promise<ListingRow[]> {
  const [page, values] = pageOfListings(filter, keyset);
  return sql.rows<ListingRow>(
    `SELECT listing.id, listing.sku, listing.title, listing.price_minor AS "priceMinor", listing.currency,
       listing.quantity, listing.condition, listing.category, listing.created_at AS "createdAt",
       photo.hash AS "photoHash", photo.n AS "photoCount", post.n AS "postCount", post.live AS "liveCount"
     FROM (${page}) AS listing
     CROSS JOIN LATERAL (
       SELECT (array_agg(content_hash ORDER BY position, id))[1] AS hash, count(*)::int AS n
       FROM photo WHERE photo.listing_id = listing.id
     ) AS photo
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS n, count(*) FILTER (WHERE status = 'published')::int AS live
       FROM post WHERE post.listing_id = listing.id AND post.deleted_at IS NULL
     ) AS post
     ORDER BY listing.id DESC`,
    values,
  );
}

/** The listings themselves: what else is shown of them is looked up for these alone, and not for all that match. */
function pageOfListings(filter: ListingFilter, { after, limit }: ListingKeyset): [string, SqlValue[]] {
  const values: SqlValue[] = [];
  const conditions = ['listing.deleted_at IS NULL'];
  if (filter.search !== undefined) {
    conditions.push(searchCondition(filter.search, values));
  }
  if (after !== undefined) {
    conditions.push(`listing.id < $${values.push(after)}`);
  }
  const page = `SELECT * FROM listing WHERE ${conditions.join(' AND ')} ORDER BY listing.id DESC LIMIT $${values.push(limit)}`;
  return [page, values];
}

/** A listing with all that a sheet says of it. */
export interface WholeListing extends NewListing {
  /** Addresses; of a photo that was uploaded, its content hash alone. */
  images: string[];
}

/** As `listListings`, whole: for files that people take away. */
export function listWholeListings(
  sql: SqlRunner,
  filter: ListingFilter,
  keyset: ListingKeyset,
): Promise<WholeListing[]> {
  const [page, values] = pageOfListings(filter, keyset);
  return sql.rows<WholeListing>(
    `SELECT listing.id, listing.sku, listing.title, listing.description, listing.price_minor AS "priceMinor",
       listing.currency, listing.quantity, listing.condition, listing.category, listing.brand, listing.location,
       listing.tags, ARRAY(
         SELECT coalesce(source_url, content_hash) FROM photo
         WHERE photo.listing_id = listing.id AND coalesce(source_url, content_hash) IS NOT NULL ORDER BY position, id
       ) AS images
     FROM (${page}) AS listing ORDER BY listing.id DESC`,
    values,
  );
}

export interface NewListing {
  id: string;
  sku: string;
  title: string;
  description: string;
  priceMinor: number;
  currency: string;
  quantity: number;
  condition: Condition;
  category: string | null;
  brand: string | null;
  location: string | null;
  tags: readonly string[];
}

/** Makes the listings in one statement. Rows travel as JSON: one parameter whatever their number. */
export async function insertListings(tx: Transaction, listings: readonly NewListing[]): Promise<void> {
  if (listings.length === 0) {
    return;
  }
  await tx.rows(
    `INSERT INTO listing (id, sku, title, description, price_minor, currency, quantity, condition, category, brand, location, tags)
     SELECT id, sku, title, description, "priceMinor", currency, quantity, condition, category, brand, location,
       ARRAY(SELECT jsonb_array_elements_text(tags))
     FROM jsonb_to_recordset($1::jsonb) AS new (id uuid, sku text, title text, description text, "priceMinor" integer,
       currency text, quantity integer, condition condition, category text, brand text, location text, tags jsonb)`,
    [JSON.stringify(listings)],
  );
}

/** Gives the listing exactly these photos, in this order; the others it had are let go. */
export async function setListingPhotos(tx: Transaction, listingId: string, photoIds: readonly string[]): Promise<void> {
  await tx.rows(
    'UPDATE photo SET listing_id = NULL, created_at = now() WHERE listing_id = $1 AND NOT id = ANY($2::uuid[])',
    [listingId, photoIds],
  );
  await tx.rows(
    `UPDATE photo SET listing_id = $1, position = wanted.position
     FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, position)
     WHERE photo.id = wanted.id AND (photo.listing_id IS NULL OR photo.listing_id = $1)`,
    [listingId, photoIds],
  );
}

/** Those of the SKUs that a listing has already. */
export async function findTakenSkus(sql: SqlRunner, skus: readonly string[]): Promise<Set<string>> {
  const rows = await sql.rows<{ sku: string }>(
    'SELECT sku FROM listing WHERE sku = ANY($1::text[]) AND deleted_at IS NULL',
    [skus],
  );
  return new Set(rows.map((row) => row.sku));
}
