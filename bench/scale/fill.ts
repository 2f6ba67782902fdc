/**
 * Fills a desk for the part `scale`: the same shop with few posts or with a million, so that each list of the small desk
 * shows as many rows as that of the large one. Five accounts have every listing; a sixth, on a channel of its own, has
 * few. What waits is in the newest fifth, what was canceled in the oldest: the further down the list the harder, as it is
 * with the posts of the small channel, which are the oldest of the desk.
 */

import pg from 'pg';

const accounts = 5;
const days = 60;

/** Of the account that is alone on its channel. */
const fewPosts = 110;

/** Listings a sheet; the first sheet, from when the shop moved here, has half of all listings. */
const listingsPerSheet = 50;
const fewestSheets = 60;

/** What the series look for; each once in so many titles, the rare word and the rare pair of letters in three. */
export const words = {
  common: 'vintage',
  medium: 'brass',
  rare: 'theremin',
  none: 'zeppelin',
  skuPrefix: 'desk-000001',
  commonPair: 'vi',
  rarePair: 'qx',
  noPair: 'zz',
} as const;

export const channels = { many: 'practice', few: 'corner' } as const;

const owner = `INSERT INTO "user" (email, name, password_hash, role) VALUES ('owner@example.com', 'Owner', 'none', 'owner')`;

const accountRows = `
  INSERT INTO account (channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
  SELECT CASE WHEN n <= ${accounts} THEN '${channels.many}' ELSE '${channels.few}' END, 'Account ' || n, '\\x00', 'Europe/Berlin', 60, 2000
  FROM generate_series(1, ${accounts} + 1) AS n`;

/** $1: how many. The last one was made just now, the first one 60 days ago; ids sort by that time. */
const listingRows = `
  INSERT INTO listing (id, sku, title, description, price_minor, currency, category, location, created_at)
  SELECT uuidv7(-age), 'desk-' || lpad(n::text, 7, '0'),
    CASE WHEN n % 10 = 3 THEN 'Vintage ' WHEN n % 100 = 50 THEN 'Brass ' ELSE '' END
      || (ARRAY['Oak', 'Walnut', 'Steel', 'Folding', 'Painted', 'Garden', 'Corner'])[1 + n % 7] || ' '
      || (ARRAY['chair', 'table', 'lamp', 'bicycle', 'bookshelf', 'mirror', 'radio', 'stool'])[1 + n % 8]
      || CASE WHEN n IN ($1::int / 5, $1::int / 2, $1::int * 4 / 5) THEN ' with theremin' ELSE '' END
      || CASE WHEN n IN ($1::int / 6, $1::int / 3, $1::int * 3 / 4) THEN ' qx' ELSE '' END || ' no. ' || n,
    repeat('Well kept, from a house without pets or smoke. ', 1 + n % 8),
    500 + (n::bigint * 7919) % 90000, 'EUR', 'Furniture', 'Leipzig', now() - age
  FROM generate_series(1, $1::int) AS n CROSS JOIN LATERAL (SELECT ($1::int - n) * interval '${days} days' / $1::int AS age) AS made`;

const photoRows = `
  INSERT INTO photo (listing_id, position, status, content_hash, mime, width, height, size_bytes, created_at)
  SELECT id, 0, 'ready', encode(sha256(convert_to(id::text, 'UTF8')), 'hex'), 'image/jpeg', 1200, 900, 180000, created_at
  FROM listing ORDER BY id`;

/** $1: listings; $2: listings a sheet. */
const batchRows = `
  INSERT INTO batch (id, name, listing_count, post_count, user_id, created_at)
  SELECT uuidv7(min(created_at) - now()), 'stock-' || number || '.csv', count(*), count(*) * ${accounts}, (SELECT id FROM "user"), min(created_at)
  FROM (SELECT created_at, greatest(0, row_number() OVER (ORDER BY id) - 1 - $1::int / 2) / $2::int AS number FROM listing) AS numbered
  GROUP BY number ORDER BY number`;

/**
 * $1: listings; $2: listings a sheet; $3: how many of the posts are on the small channel. Listing by listing, as bulk
 * upload makes them. Most posts are live; of each other status that lists ask for there is at least a page.
 */
const postRows = `
  WITH sheet AS (
    SELECT id, n, greatest(0, n - 1 - $1::int / 2) / $2::int AS number
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM listing) AS listed
  ), numbered_batch AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM batch
  ), numbered_account AS (
    SELECT id, channel, row_number() OVER (ORDER BY id) AS k FROM account
  ), planned AS (
    SELECT sheet.id AS listing_id, numbered_account.id AS account_id, numbered_batch.id AS batch_id, sheet.n,
      ($1::int - sheet.n) * interval '${days} days' / $1::int + (${accounts} + 1 - k) * interval '1 millisecond' AS age,
      (sheet.n * 7919 + k * 31) % 100 AS lot
    FROM sheet JOIN numbered_batch USING (number)
    CROSS JOIN numbered_account
    WHERE numbered_account.channel = '${channels.many}' OR sheet.n <= $3
  )
  INSERT INTO post (id, account_id, listing_id, batch_id, status, version, created_at, updated_at, status_since, scheduled_at,
    due_at, published_at, settled_on, external_id, external_url, last_class, last_sentence, last_next_step)
  SELECT uuidv7(-age), account_id, listing_id, batch_id, status, 1, now() - age, now() - age, now() - age,
    CASE WHEN status = 'scheduled' THEN now() + interval '1 day' END,
    CASE WHEN status IN ('scheduled', 'queued') THEN now() + interval '1 day' END,
    CASE WHEN status = 'published' THEN now() - age END,
    CASE WHEN status IN ('published', 'failed') THEN (now() - age)::date END,
    CASE WHEN status = 'published' THEN 'L' || n END,
    CASE WHEN status = 'published' THEN 'http://127.0.0.1:4010/listings/L' || n END,
    CASE WHEN status IN ('failed', 'needs_review') THEN 'rejected' WHEN status = 'auth_blocked' THEN 'auth_expired' END,
    CASE WHEN status IN ('failed', 'needs_review', 'auth_blocked') THEN 'The marketplace refused it.' END,
    CASE WHEN status IN ('failed', 'needs_review', 'auth_blocked') THEN 'Change it, then retry.' END
  FROM planned CROSS JOIN LATERAL (
    SELECT (CASE WHEN lot < 11 THEN 'failed' WHEN lot < 17 THEN 'needs_review' WHEN lot < 23 THEN 'auth_blocked'
      WHEN n <= $1::int / 5 THEN 'canceled' WHEN n <= $1::int * 4 / 5 THEN 'published'
      WHEN lot < 60 THEN 'scheduled' ELSE 'queued' END)::post_status AS status
  ) AS state ORDER BY age DESC`;

/** As many a day on any desk: how much goes wrong is a matter of work, not of how much there is. */
const attemptRows = `
  INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id, class, sentence,
    started_at, submitting_at, finished_at)
  SELECT id, account_id, 1, 'hawker-' || id || '-1', 'failed', 1, '00000000-0000-7000-8000-000000000000', last_class, last_sentence,
    at, at, at
  FROM (SELECT *, now() - row_number() OVER (ORDER BY id DESC) * interval '15 minutes' AS at FROM post WHERE status = 'failed') AS post
  ORDER BY at`;

export async function fillScale(databaseUrl: string, posts: number): Promise<void> {
  const listings = posts / accounts;
  const perSheet = Math.max(1, Math.min(listingsPerSheet, Math.floor(listings / 2 / fewestSheets)));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(owner);
    await client.query(accountRows);
    await client.query(listingRows, [listings]);
    await client.query(photoRows);
    await client.query(batchRows, [listings, perSheet]);
    await client.query(postRows, [listings, perSheet, fewPosts]);
    await client.query(attemptRows);
    await client.query('SELECT fold_post_counts()');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
