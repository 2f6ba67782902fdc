/**
 * Fills a desk by SQL alone, as it looks after 60 days of work: ten accounts, each listing on all of them, most posts
 * live, and every post with the events and attempts that brought it there.
 */

import pg from 'pg';

const accounts = 10;
const days = 60;

const owner = `INSERT INTO "user" (email, name, password_hash, role) VALUES ('owner@example.com', 'Owner', 'none', 'owner')`;

const accountRows = `
  INSERT INTO account (channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
  SELECT 'practice', (ARRAY['Attic', 'Corner shop', 'Warehouse', 'Flea market', 'Workshop'])[1 + n % 5] || ' ' || n, '\\x00',
    (ARRAY['Europe/Berlin', 'Europe/Paris', 'America/New_York', 'Asia/Tokyo'])[1 + n % 4], 60, 2000
  FROM generate_series(1, ${accounts}) AS n`;

/** $1: how many. The last one was made just now, the first one 60 days ago; ids sort by that time. */
const listingRows = `
  INSERT INTO listing (id, sku, title, description, price_minor, currency, quantity, condition, category, brand, location, tags, created_at)
  SELECT uuidv7(-age), 'desk-' || lpad(n::text, 6, '0'),
    (ARRAY['Oak', 'Walnut', 'Steel', 'Vintage', 'Folding', 'Painted', 'Garden'])[1 + n % 7] || ' '
      || (ARRAY['chair', 'table', 'lamp', 'bicycle', 'bookshelf', 'mirror', 'sewing machine', 'radio'])[1 + n % 8] || ' no. ' || n,
    repeat('Well kept, from a house without pets or smoke. Collected in person or sent insured. ', 1 + n % 8),
    500 + (n * 7919) % 90000, 'EUR', 1 + n % 3, (ARRAY['new', 'like_new', 'good', 'fair'])[1 + n % 4]::condition,
    (ARRAY['Furniture', 'Lighting', 'Bicycles', 'Electronics'])[1 + n % 4], CASE WHEN n % 3 = 0 THEN 'Hartmann' END, 'Leipzig',
    ARRAY['used', 'home'], now() - age
  FROM generate_series(1, $1::int) AS n CROSS JOIN LATERAL (SELECT ($1::int - n) * interval '${days} days' / $1::int AS age) AS made`;

const photoRows = `
  INSERT INTO photo (listing_id, position, status, content_hash, mime, width, height, size_bytes, created_at)
  SELECT id, position, 'ready', encode(sha256(convert_to(id::text || position, 'UTF8')), 'hex'), 'image/jpeg', 1200, 900, 180000, created_at
  FROM listing CROSS JOIN generate_series(0, 2) AS position ORDER BY id, position`;

/** Fifty listings a sheet. */
const batchRows = `
  INSERT INTO batch (name, listing_count, post_count, user_id, created_at)
  SELECT 'stock-' || number || '.csv', count(*), count(*) * ${accounts}, (SELECT id FROM "user"), min(created_at)
  FROM (SELECT created_at, (row_number() OVER (ORDER BY id) - 1) / 50 AS number FROM listing) AS numbered
  GROUP BY number ORDER BY number`;

/** Listing by listing, as bulk upload makes them; $1: how many. Of a hundred, 80 are live and 8 did not get there. */
const postRows = `
  WITH sheet AS (
    SELECT id, created_at, (row_number() OVER (ORDER BY id) - 1) / 50 AS number FROM listing
  ), numbered_batch AS (
    SELECT id, row_number() OVER (ORDER BY created_at, id) - 1 AS number FROM batch
  ), planned AS (
    SELECT sheet.id AS listing_id, account.id AS account_id, numbered_batch.id AS batch_id, account.time_zone,
      row_number() OVER (ORDER BY sheet.id, account.id) AS n
    FROM sheet JOIN numbered_batch USING (number) CROSS JOIN account
  ), dated AS (
    SELECT *, ($1::int - n) * interval '${days} days' / $1::int AS age, (n * 7919) % 100 AS lot FROM planned
  )
  INSERT INTO post (id, account_id, listing_id, batch_id, status, version, created_at, updated_at, status_since, scheduled_at,
    due_at, published_at, settled_on, external_id, external_url, last_class, last_sentence, last_next_step)
  SELECT uuidv7(-age), account_id, listing_id, batch_id, status, version, now() - age, now() - age, now() - age,
    CASE WHEN status = 'scheduled' THEN now() + interval '1 day' END,
    CASE WHEN status IN ('scheduled', 'queued') THEN now() + interval '1 day' END,
    CASE WHEN status = 'published' THEN now() - age END,
    CASE WHEN status IN ('published', 'failed') THEN ((now() - age) AT TIME ZONE time_zone)::date END,
    CASE WHEN status = 'published' THEN 'L' || n END,
    CASE WHEN status = 'published' THEN 'http://127.0.0.1:4010/listings/L' || n END,
    CASE WHEN status IN ('failed', 'needs_review') THEN 'refused' END,
    CASE WHEN status IN ('failed', 'needs_review') THEN 'The marketplace refused the title.' END,
    CASE WHEN status IN ('failed', 'needs_review') THEN 'Change the title, then retry.' END
  FROM dated CROSS JOIN LATERAL (
    SELECT CASE WHEN lot < 80 THEN 'published' WHEN lot < 86 THEN 'failed' WHEN lot < 88 THEN 'needs_review'
      WHEN lot < 92 THEN 'scheduled' WHEN lot < 97 THEN 'queued' ELSE 'draft' END::post_status AS status,
      CASE WHEN lot < 88 THEN 4 ELSE 1 END AS version
  ) AS state ORDER BY n`;

const attemptRows = `
  INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id, class, sentence,
    started_at, submitting_at, finished_at)
  SELECT id, account_id, 1, 'hawker-' || id || '-1', CASE WHEN status = 'published' THEN 'succeeded' ELSE 'failed' END::attempt_status,
    1, '00000000-0000-7000-8000-000000000000', last_class, last_sentence, created_at, created_at, created_at
  FROM post WHERE version > 1 ORDER BY id`;

const observedRows = `
  INSERT INTO observed_listing (post_id, account_id, generation, external_id, external_url, source, observed_at)
  SELECT id, account_id, 1, external_id, external_url, 'reply', published_at FROM post WHERE status = 'published' ORDER BY id`;

const eventRows = `
  INSERT INTO post_event (post_id, account_id, batch_id, move, from_status, to_status, version, actor, at)
  SELECT id, account_id, batch_id, move, from_status::post_status, coalesce(to_status::post_status, status), step.version, step.actor, created_at
  FROM post JOIN (VALUES (1, 'create', NULL, 'queued', 'local'), (2, 'claim', 'queued', 'publishing', 'engine'),
    (3, 'submit', 'publishing', 'publishing', 'engine'), (4, 'settle', 'publishing', NULL, 'engine')
  ) AS step (version, move, from_status, to_status, actor) ON step.version <= post.version
  ORDER BY post.id, step.version`;

export function fillDesk(databaseUrl: string, posts: number): Promise<void> {
  const listings = Math.ceil(posts / accounts);
  return send(databaseUrl, [
    [owner],
    [accountRows],
    [listingRows, [listings]],
    [photoRows],
    [batchRows],
    [postRows, [listings * accounts]],
    [attemptRows],
    [observedRows],
    [eventRows],
    ['SELECT fold_post_counts()'],
    ['VACUUM (ANALYZE)'],
    ['CHECKPOINT'],
  ]);
}

/** A desk of somebody who has connected the accounts and nothing else yet: Postgres has seen no row of any table. */
export function fillFreshDesk(databaseUrl: string): Promise<void> {
  return send(databaseUrl, [[owner], [accountRows]]);
}

async function send(
  databaseUrl: string,
  statements: readonly (readonly [text: string, values?: readonly number[]])[],
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const [text, values = []] of statements) {
      await client.query(text, [...values]);
    }
  } finally {
    await client.end();
  }
}
