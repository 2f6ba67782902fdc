/** A desk for publishing: accounts without pace, and as many due posts as a round needs. */

import { randomBytes } from 'node:crypto';
import { createCredentialBox, loadSecretKey } from '@hawker/api';
import { newId } from '@hawker/db';
import pg from 'pg';
import { createDatabase } from '../desk/database.ts';

export interface WaitingPosts {
  accountId: string;
  /** In the order in which they are due. */
  postIds: string[];
}

export interface EngineDesk {
  databaseUrl: string;
  secretKey: string;
  /** pg and nothing else. */
  bare: pg.Client;
  /** Posts of new listings, so many on each account: due, or drafts. */
  addPosts(perAccount: number, status?: 'queued' | 'draft'): Promise<void>;
  waitingPosts(): Promise<WaitingPosts[]>;
  /** Wakes every account; gives the database's time right before. */
  wakeAccounts(): Promise<Date>;
  /** When all are published: how many were, and how long that took since then, in milliseconds. */
  published(since: Date): Promise<{ posts: number; tookMs: number }>;
  close(): Promise<void>;
}

export async function createEngineDesk(
  serverUrl: string,
  accounts: number,
  dataDirectory: string,
): Promise<EngineDesk> {
  const { databaseUrl, drop } = await createDatabase(serverUrl);
  const secretKey = randomBytes(32).toString('base64');
  const box = createCredentialBox(await loadSecretKey({ fromEnvironment: secretKey, dataDirectory }));
  const bare = new pg.Client({ connectionString: databaseUrl });
  // Whatever goes wrong also rejects what is being measured.
  bare.on('error', () => undefined);
  await bare.connect();
  await bare.query(
    `INSERT INTO account (channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     SELECT 'practice', 'Account ' || n, $1, 'Europe/Berlin', 0, 1000000 FROM generate_series(1, $2::int) AS n`,
    [Buffer.from(box.seal({ token: 'bench' })), accounts],
  );
  return {
    databaseUrl,
    secretKey,
    bare,
    async addPosts(perAccount, status = 'queued') {
      // A worker's sweep, once a minute, must not find them before their time is taken.
      await bare.query(
        `INSERT INTO channel_state (channel, paused_at) VALUES ('practice', now())
         ON CONFLICT (channel) DO UPDATE SET paused_at = now()`,
      );
      await bare.query(
        `WITH made AS (
           INSERT INTO listing (sku, title, description, price_minor, currency, category)
           SELECT $2 || '-' || n, 'Oak chair no. ' || n, repeat('Well kept, from a house without pets or smoke. ', 4),
             4900, 'EUR', 'Furniture'
           FROM generate_series(1, $1::int) AS n RETURNING id
         ), pictured AS (
           INSERT INTO photo (listing_id, position, status, content_hash, mime, width, height, size_bytes)
           SELECT id, position, 'ready', encode(sha256(convert_to(id::text || position, 'UTF8')), 'hex'), 'image/jpeg', 1200, 900, 180000
           FROM made CROSS JOIN generate_series(0, 2) AS position
         )
         INSERT INTO post (account_id, listing_id, status, due_at)
         SELECT account.id, made.id, $3::post_status, CASE WHEN $3 = 'queued' THEN now() END FROM made CROSS JOIN account`,
        [perAccount, newId(), status],
      );
      await bare.query('VACUUM (ANALYZE)');
      await bare.query('CHECKPOINT');
      await bare.query('UPDATE channel_state SET paused_at = NULL');
    },
    async waitingPosts() {
      const { rows } = await bare.query<WaitingPosts>(
        `SELECT account_id AS "accountId", array_agg(id ORDER BY due_at, id) AS "postIds" FROM post
         WHERE status = 'queued' AND deleted_at IS NULL GROUP BY account_id ORDER BY account_id`,
      );
      return rows;
    },
    async wakeAccounts() {
      const { rows } = await bare.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      await bare.query(
        `SELECT graphile_worker.add_job('pump', json_build_object('accountId', id), job_key := 'pump:' || id, max_attempts := 5)
         FROM account`,
      );
      return rows[0]?.now ?? new Date();
    },
    async published(since) {
      await untilNoneWaits(bare);
      const { rows } = await bare.query<{ posts: number; tookMs: number }>(
        `SELECT count(*)::int AS posts, (1000 * extract(epoch FROM max(published_at) - $1))::float8 AS "tookMs"
         FROM post WHERE status = 'published' AND published_at > $1`,
        [since],
      );
      return rows[0] ?? { posts: 0, tookMs: 0 };
    },
    close: async () => {
      await bare.end();
      await drop();
    },
  };
}

const lookEveryMs = 100;

async function untilNoneWaits(bare: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await bare.query(
      `SELECT FROM post WHERE status IN ('queued', 'publishing') AND deleted_at IS NULL LIMIT 1`,
    );
    if (rowCount === 0) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
