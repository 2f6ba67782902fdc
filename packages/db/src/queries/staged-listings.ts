/**
 * From the staged rows of an upload to listings and posts, by statements whose number does not depend on the rows: a sheet
 * of fifty and one of a hundred thousand take the same way, and neither passes through the memory of this process.
 *
 * A row belongs to the listing with its SKU. Where there is one the row changes it, but only in what the row says: an
 * empty cell leaves what the listing has. Price and currency are one thing, and every row says it.
 */

import type { VariedListing } from '@hawker/core';
import { firstRow, type SqlRunner, type SqlValue, type Transaction } from '../sql.ts';

/** The picture of a listing that Hawker itself has under this address; `$origin` is a parameter. */
function ownPhotoHash(image: string, origin: string): string {
  return `CASE WHEN starts_with(${image}, ${origin} || '/photos/')
    THEN substring(substr(${image}, length(${origin}) + 9) FROM '^[0-9a-f]{64}$') END`;
}

/**
 * The picture that came with the upload `$1` under this name, written so if there is one; one that was dropped twice counts
 * as it was dropped last.
 */
function broughtPicture(columns: string, name: string): string {
  return `SELECT ${columns} FROM photo AS brought WHERE brought.upload_id = $1 AND brought.listing_id IS NULL
    AND lower(brought.file_name) = lower(${name}) ORDER BY brought.file_name = ${name} DESC, brought.id DESC LIMIT 1`;
}

/**
 * A subquery over the good rows of the upload `$1`: what each listing is to be (`id`, `title` ... `images`), whether it is
 * there already (`is_there`), and whether the row changes it (`differs`, `photos_differ`), or brings photos that could not be
 * fetched before and changes none (`photos_again`). `origin` names the parameter with Hawker's own address, `which` narrows
 * the rows (`staged.position < 100`). OFFSET keeps it apart from what is around it: there, each use of a column would find
 * it out anew.
 */
export function stagedListings({ origin, which }: { origin: string; which: string }): string {
  const said = (cell: string, value: string, existing: string) =>
    `CASE WHEN listing.id IS NULL OR staged.cells ? '${cell}' THEN ${value} ELSE ${existing} END`;
  return `(
    SELECT wanted.*, wanted.is_there AND (
        (title, description, "priceMinor", currency, quantity, condition, category, brand, location, tags)
        IS DISTINCT FROM (old_title, old_description, old_price_minor, old_currency, old_quantity, old_condition,
          old_category, old_brand, old_location, old_tags)) AS differs,
      says_images AND images IS DISTINCT FROM old_images AS photos_differ,
      says_images AND any_failed AND images IS NOT DISTINCT FROM old_images AS photos_again
    FROM (
      SELECT staged.position, staged.sku, coalesce(listing.id, staged.listing_id) AS id, listing.id IS NOT NULL AS is_there,
        entry.title, entry."priceMinor", entry.currency::char(3) AS currency,
        ${said('description', 'entry.description', 'listing.description')} AS description,
        ${said('quantity', 'entry.quantity', 'listing.quantity')} AS quantity,
        ${said('condition', 'entry.condition', 'listing.condition')} AS condition,
        ${said('category', 'entry.category', 'listing.category')} AS category,
        ${said('brand', 'entry.brand', 'listing.brand')} AS brand,
        ${said('location', 'entry.location', 'listing.location')} AS location,
        ${said('tags', 'ARRAY(SELECT jsonb_array_elements_text(entry.tags))', 'listing.tags')} AS tags,
        listing.id IS NOT NULL AND staged.cells ? 'images' AS says_images,
        ARRAY(SELECT jsonb_array_elements_text(entry.images)) AS images,
        listing.title AS old_title, listing.description AS old_description, listing.price_minor AS old_price_minor,
        listing.currency AS old_currency, listing.quantity AS old_quantity, listing.condition AS old_condition,
        listing.category AS old_category, listing.brand AS old_brand, listing.location AS old_location,
        listing.tags AS old_tags,
        coalesce(photos.images, '{}') AS old_images, photos.any_failed
      FROM upload_row AS staged
      LEFT JOIN listing ON listing.sku = staged.sku AND listing.deleted_at IS NULL
      CROSS JOIN LATERAL jsonb_to_record(staged.listing) AS entry (title text, description text, "priceMinor" integer,
        currency text, quantity integer, condition condition, category text, brand text, location text, tags jsonb, images jsonb)
      CROSS JOIN LATERAL (
        -- Each as this row names it, where it is the same picture: by address, by Hawker's own address, or by what is in a
        -- file that came along, whatever its name. One that never came is no picture, unless it is to come from there still.
        SELECT bool_or(photo.status = 'failed') AS any_failed, array_agg(
          CASE WHEN photo.source_url = named.image THEN named.image
            WHEN photo.status = 'failed' THEN ''
            WHEN photo.content_hash = ${ownPhotoHash('named.image', origin)} THEN named.image
            WHEN photo.content_hash = (${broughtPicture('content_hash', 'named.image')}) THEN named.image
            WHEN photo.source_url IS NULL AND photo.file_name = named.image THEN photo.content_hash
            ELSE coalesce(photo.source_url, photo.file_name, photo.content_hash, '') END ORDER BY photo.n) AS images
        FROM (SELECT content_hash, source_url, file_name, status, row_number() OVER (ORDER BY position, id) AS n FROM photo
          WHERE photo.listing_id = listing.id AND staged.cells ? 'images') AS photo
        CROSS JOIN LATERAL (SELECT entry.images ->> (photo.n::int - 1) AS image) AS named
      ) AS photos
      WHERE staged.upload_id = $1 AND staged.listing IS NOT NULL AND ${which} OFFSET 0
    ) AS wanted
  )`;
}

export interface UploadToConfirm {
  fileName: string;
  batchId: string | null;
  /** What the rows were checked with. */
  accountIds: string[];
  rulesKey: string | null;
  revision: number;
  rows: number;
  bad: number;
  /** Rows that somebody left out. */
  out: number;
  /** Those of the asked accounts that are there. */
  presentAccountIds: string[];
  /** Of the rows that can go, those whose listing is there. */
  known: number;
  /** Whether any row had a listing when it was checked. */
  wasKnown: boolean;
  /** Whether it was changed while this waited for the lock: then what was found and locked is that of before. */
  isOvertaken: boolean;
}

/**
 * Locks the upload, so that a second confirm waits and then finds the batch; the accounts against being deleted, but not
 * against publishing; and the listings that it names, which must not be deleted while they get posts, all in the order of
 * their ids. Planned anew each time, as what follows: a plan that was kept from files of ten rows, when there were few
 * listings, reads all listings for each row. Not by a setting of the transaction: it would have the foreign keys of each of
 * 100,000 posts planned anew too.
 */
export function lockUploadToConfirm(
  tx: Transaction,
  { id, userId, accountIds }: { id: string; userId: string | null; accountIds: readonly string[] },
): Promise<UploadToConfirm | null> {
  return firstRow<UploadToConfirm>(
    tx.unprepared,
    `SELECT file_name AS "fileName", batch_id AS "batchId", account_ids AS "accountIds", rules_key AS "rulesKey",
       revision, row_count AS rows, bad_count AS bad, out_count AS out,
       ARRAY(SELECT id FROM account WHERE id = ANY($3::uuid[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE)
         AS "presentAccountIds",
       (SELECT count(*)::int FROM (
         SELECT listing.id FROM upload_row AS staged JOIN listing ON listing.sku = staged.sku AND listing.deleted_at IS NULL
         WHERE staged.upload_id = $1 AND staged.listing IS NOT NULL ORDER BY listing.id FOR NO KEY UPDATE OF listing
       ) AS locked) AS known,
       EXISTS (SELECT 1 FROM upload_row WHERE upload_id = $1 AND checked_with IS NOT NULL) AS "wasKnown",
       -- The row itself is read anew after a wait, and all else as it was when the statement began.
       xmin <> (SELECT before.xmin FROM upload AS before WHERE before.id = $1) AS "isOvertaken"
     FROM upload WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) FOR UPDATE`,
    [id, userId, accountIds],
  );
}

/** Rows of the upload from one position up to another, the latter not included. */
export interface StagedPart {
  uploadId: string;
  from: number;
  to: number;
}

/** Listings that these rows change. */
export async function listStagedChanges(
  tx: Transaction,
  { uploadId, from, to }: StagedPart,
  origin: string,
): Promise<string[]> {
  const rows = await tx.unprepared.rows<{ id: string }>(
    `SELECT id FROM ${stagedListings({ origin: '$2', which: 'staged.position >= $3 AND staged.position < $4 AND listing.id IS NOT NULL' })} AS staged
     WHERE differs`,
    [uploadId, origin, from, to],
  );
  return rows.map((row) => row.id);
}

export interface TakenListings {
  created: number;
  updated: number;
  unchanged: number;
  /** In the order of their rows. */
  ids: string[];
  /** Empty unless they were asked for. */
  listings: (VariedListing & { id: string })[];
}

/**
 * Makes the listings of staged rows, or changes those that are there, with their photos, and has the worker fetch the
 * photos that are only addresses: one statement. A picture that came with the file is taken by its name; one that was
 * dropped twice counts as it was dropped last.
 *
 * What changes is found by arrays of ids, so by index: Postgres takes the rows for few and a young desk for empty, and would
 * go through all posts with each of the rows.
 */
export async function takeStagedListings(
  tx: Transaction,
  { uploadId, from, to }: StagedPart,
  { origin, withListings }: { origin: string; withListings: boolean },
): Promise<TakenListings> {
  const values: SqlValue[] = [uploadId, origin, from, to, withListings];
  const taken = await firstRow<TakenListings>(
    tx.unprepared,
    `WITH source AS MATERIALIZED (
       SELECT * FROM ${stagedListings({ origin: '$2', which: 'staged.position >= $3 AND staged.position < $4' })} AS staged
       ORDER BY position
     ), changed AS (
       UPDATE listing SET title = source.title, description = source.description, price_minor = source."priceMinor",
         currency = source.currency, quantity = source.quantity, condition = source.condition, category = source.category,
         brand = source.brand, location = source.location, tags = source.tags, updated_at = clock_timestamp()
       -- With other photos too: what is live does not show them.
       FROM source WHERE (source.differs OR source.photos_differ) AND listing.id = source.id
         AND listing.id = ANY (ARRAY(SELECT id FROM source WHERE differs OR photos_differ))
     ), made AS (
       INSERT INTO listing (id, sku, title, description, price_minor, currency, quantity, condition, category, brand, location, tags)
       SELECT id, sku, title, description, "priceMinor", currency, quantity, condition, category, brand, location, tags
       FROM source WHERE NOT is_there
     ), let_go AS (
       UPDATE photo SET listing_id = NULL, created_at = now()
       WHERE photo.listing_id = ANY (ARRAY(SELECT id FROM source WHERE photos_differ OR photos_again))
     ), photographed AS (
       INSERT INTO photo (id, listing_id, position, status, source_url, file_name, content_hash, mime, width, height, size_bytes, error)
       SELECT uuidv7(), named.listing_id, named.position,
         CASE WHEN picture.content_hash IS NOT NULL THEN 'ready' WHEN named.is_elsewhere THEN 'pending' ELSE 'failed' END::photo_status,
         CASE WHEN named.is_elsewhere THEN named.image END,
         coalesce(picture.file_name, CASE WHEN named.own_hash IS NULL AND NOT named.is_elsewhere THEN named.image END),
         picture.content_hash, picture.mime, picture.width, picture.height, picture.size_bytes,
         CASE WHEN picture.content_hash IS NOT NULL OR named.is_elsewhere THEN NULL
           WHEN named.own_hash IS NOT NULL THEN 'This picture is not kept here any more.'
           ELSE 'This picture is no longer among the files of the upload.' END
       FROM (
         SELECT listing_id, position, image, own_hash, own_hash IS NULL AND image ~* '^https?://' AS is_elsewhere
         FROM (
           SELECT source.id AS listing_id, source.position AS row, entry.position - 1 AS position, entry.image,
             ${ownPhotoHash('entry.image', '$2')} AS own_hash
           FROM source CROSS JOIN LATERAL unnest(images) WITH ORDINALITY AS entry (image, position)
           WHERE NOT is_there OR photos_differ OR photos_again
         ) AS image ORDER BY row, position
       ) AS named
       LEFT JOIN LATERAL (
         SELECT * FROM photo WHERE named.own_hash IS NOT NULL AND photo.content_hash = named.own_hash AND photo.status = 'ready'
         UNION ALL
         SELECT * FROM (${broughtPicture('*', 'named.image')}) AS brought WHERE named.own_hash IS NULL AND NOT named.is_elsewhere
         UNION ALL
         -- It came from this very address before, and by now there may be nothing to fetch any more.
         SELECT * FROM photo WHERE named.is_elsewhere AND photo.listing_id = named.listing_id
           AND photo.source_url = named.image AND photo.status = 'ready'
         ORDER BY id DESC LIMIT 1
       ) AS picture ON true
       RETURNING id, listing_id, status
     ), held AS (
       -- A post that waits must not go out without the pictures that are on their way now.
       UPDATE post SET due_at = NULL WHERE post.status IN ('queued', 'scheduled') AND post.deleted_at IS NULL
         AND post.listing_id = ANY (ARRAY(SELECT id FROM source WHERE (photos_differ OR photos_again)
           AND EXISTS (SELECT 1 FROM photographed WHERE photographed.listing_id = source.id AND photographed.status = 'pending')))
     ), asked AS (
       SELECT count(*) AS n FROM graphile_worker.add_jobs(ARRAY(
         SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object(
           'identifier', 'fetch_photo', 'payload', json_build_object('photoId', id),
           'job_key', 'photo:' || id, 'max_attempts', 4))
         FROM photographed WHERE status = 'pending'))
     )
     SELECT count(*) FILTER (WHERE NOT is_there)::int AS created,
       count(*) FILTER (WHERE differs OR photos_differ)::int AS updated,
       count(*) FILTER (WHERE is_there AND NOT differs AND NOT photos_differ)::int AS unchanged,
       coalesce(array_agg(id ORDER BY position), '{}') AS ids,
       coalesce(json_agg(json_build_object('id', id, 'sku', sku, 'title', title, 'description', description,
         'priceMinor', "priceMinor", 'currency', currency, 'condition', condition, 'category', category, 'brand', brand,
         'location', location)) FILTER (WHERE $5), '[]') AS listings,
       (SELECT n FROM asked) AS asked
     FROM source`,
    values,
  );
  return taken ?? { created: 0, updated: 0, unchanged: 0, ids: [], listings: [] };
}

/**
 * Keeps the rows that could not go as an upload of their own; the pictures that came with the file go with them. What was
 * left out is none of them.
 */
export async function keepRestOfUpload(
  tx: Transaction,
  { uploadId, batchId }: { uploadId: string; batchId: string },
): Promise<string | null> {
  const rest = await firstRow<{ id: string }>(
    tx.unprepared,
    `WITH rest AS (
       INSERT INTO upload (user_id, file_name, currency, format, fingerprint, header, columns, left_out, filled, account_ids,
         notes, row_count, bad_count, rest_of_batch_id)
       SELECT user_id, file_name, currency, format, fingerprint, header, columns, left_out, filled, account_ids,
         -- Pictures that could not be taken are why some rows stay. The other notes were of the file.
         jsonb_build_object('refusedPhotos', coalesce(notes -> 'refusedPhotos', '[]')),
         -- Checked anew by who looks: what they had to do with rows that went is no longer so.
         bad_count, bad_count, $2 FROM upload WHERE id = $1
       RETURNING id
     ), moved AS (
       INSERT INTO upload_row (upload_id, position, row, cells, warnings, errors, left_out, filled, sku, listing_id,
         twin_row, twin_sku, twin_accepted, another_than)
       SELECT rest.id, row_number() OVER (ORDER BY position) - 1, staged.row, cells, warnings, errors, staged.left_out,
         staged.filled, sku, listing_id,
         -- What its twin has become must not be changed by it, unless somebody says so.
         coalesce(twin.row, twin_row), CASE WHEN twin.row IS NULL THEN twin_sku ELSE staged.sku END,
         twin.row IS NULL AND twin_accepted, another_than
       FROM rest, upload_row AS staged CROSS JOIN LATERAL (
         SELECT min(went.row) AS row FROM upload_row AS went
         WHERE went.upload_id = $1 AND went.sku = staged.sku AND went.listing IS NOT NULL
       ) AS twin
       WHERE upload_id = $1 AND listing IS NULL AND NOT is_out
     ), pictures AS (
       UPDATE photo SET upload_id = rest.id FROM rest WHERE photo.upload_id = $1 AND photo.listing_id IS NULL
     )
     SELECT id FROM rest`,
    [uploadId, batchId],
  );
  return rest?.id ?? null;
}

/** Of the good rows' prices, in the order of the alphabet. */
export async function listStagedCurrencies(sql: SqlRunner, uploadId: string): Promise<string[]> {
  const rows = await sql.rows<{ currency: string }>(
    `SELECT DISTINCT listing ->> 'currency' AS currency FROM upload_row WHERE upload_id = $1 AND listing IS NOT NULL ORDER BY 1`,
    [uploadId],
  );
  return rows.map(({ currency }) => currency);
}

/** Tells every screen how far it is, in rows. */
export async function announceUpload(
  sql: SqlRunner,
  progress: { uploadId: string; done: number; total: number },
): Promise<void> {
  await sql.rows(`SELECT pg_notify('hawker', $1)`, [JSON.stringify({ type: 'upload', ...progress })]);
}

/** The first good rows as listings, for a look at what an account would make of them. */
export function listStagedListings(
  sql: SqlRunner,
  uploadId: string,
  { origin, limit }: { origin: string; limit: number },
): Promise<VariedListing[]> {
  return sql.rows<VariedListing>(
    `SELECT sku, title, description, "priceMinor", currency, condition, category, brand, location
     FROM ${stagedListings({
       origin: '$2',
       which: `staged.position < (
       SELECT coalesce(max(position), 0) + 1 FROM (
         SELECT position FROM upload_row WHERE upload_id = $1 AND listing IS NOT NULL ORDER BY position LIMIT $3
       ) AS first)`,
     })} AS staged ORDER BY position`,
    [uploadId, origin, limit],
  );
}
