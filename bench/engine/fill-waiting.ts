import type pg from 'pg';

/** Listings a sheet; each listing goes to every account. */
const listingsPerBatch = 50;

/**
 * Gives a desk so many scheduled posts (a multiple of its accounts), as sheets make them. A few of each account have just
 * become due, the others will in the next 30 days.
 */
export async function fillWaiting(client: pg.Client, posts: number, duePerAccount: number): Promise<void> {
  await client.query(
    `INSERT INTO listing (sku, title, description, price_minor, currency, category)
     SELECT 'waiting-' || n, 'Oak chair no. ' || n, repeat('Well kept, from a house without pets or smoke. ', 4), 4900, 'EUR', 'Furniture'
     FROM generate_series(1, $1 / (SELECT count(*) FROM account)) AS n`,
    [posts],
  );
  await client.query(
    `INSERT INTO photo (listing_id, position, status, content_hash, mime, width, height, size_bytes)
     SELECT id, position, 'ready', encode(sha256(convert_to(id::text || position, 'UTF8')), 'hex'), 'image/jpeg', 1200, 900, 180000
     FROM listing CROSS JOIN generate_series(0, 2) AS position`,
  );
  await client.query(
    `WITH sheet AS (
       SELECT id, n, (n - 1) / $1::int AS number FROM (SELECT id, row_number() OVER (ORDER BY md5(sku)) AS n FROM listing) AS shuffled
     ), made AS (
       INSERT INTO batch (name, listing_count, post_count)
       SELECT number, count(*), count(*) * (SELECT count(*) FROM account) FROM sheet GROUP BY number RETURNING id, name
     )
     INSERT INTO post (account_id, listing_id, batch_id, status, scheduled_at, due_at)
     SELECT account.id, sheet.id, made.id, 'scheduled', at, at
     FROM sheet JOIN made ON name = number::text CROSS JOIN account
     CROSS JOIN LATERAL (
       SELECT now() + CASE WHEN n <= $2 THEN interval '-1 minute' ELSE interval '1 day' + (random() * interval '30 days') END AS at
     ) AS plan`,
    [listingsPerBatch, duePerAccount],
  );
  await client.query(
    `INSERT INTO post_event (post_id, account_id, batch_id, move, to_status, version, actor)
     SELECT id, account_id, batch_id, 'create', status, version, 'local' FROM post ORDER BY id`,
  );
  await client.query('SELECT fold_post_counts()');
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}
