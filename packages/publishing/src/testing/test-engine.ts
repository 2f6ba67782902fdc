/** An engine on a database of its own with a scripted channel, and the few rows that every test begins with. */

import { channelsOf } from '@hawker/channels';
import type { PostStatus } from '@hawker/core';
import { type Database, insertListings, insertPosts, newId, oneRow } from '@hawker/db';
import { createTestDatabase } from '@hawker/db/testing';
import { type ClaimedPost, claim } from '../claim.ts';
import { defaultTimes, type EngineOptions } from '../options.ts';
import { createScriptedChannel, type ScriptedChannel } from './scripted-channel.ts';

export interface TestEngine {
  engine: EngineOptions;
  database: Database;
  url: string;
  channel: ScriptedChannel;
  addAccount(pace?: { minGapSeconds?: number; postsPerDay?: number }): Promise<string>;
  /** Queued posts of new listings on the account, in order. */
  addPosts(accountId: string, count: number, title?: string): Promise<string[]>;
  post(id: string): Promise<PostState>;
  attempts(postId: string): Promise<{ status: string; class: string | null; lookups: number }[]>;
  /** Claims the account's next post for the engine's worker; throws when there is none to publish. */
  claimPost(accountId: string): Promise<ClaimedPost>;
  /** Makes whatever waits due at once, and frees the account's slot. */
  makeDue(): Promise<void>;
  /** Takes away posts, jobs and the state of the channel: what one test did is no trouble of the next one's channel. */
  clear(): Promise<void>;
  drop(): Promise<void>;
}

export interface PostState {
  status: PostStatus;
  version: number;
  retries: number;
  crashes: number;
  generation: number;
  ending: string | null;
  externalId: string | null;
  dueAt: Date | null;
  lastClass: string | null;
  lastSentence: string | null;
}

export async function createTestEngine(): Promise<TestEngine> {
  const { url, database, drop } = await createTestDatabase();
  const channel = createScriptedChannel();
  const silent = () => undefined;
  const engine: EngineOptions = {
    database,
    channels: channelsOf(channel),
    credentials: { seal: () => new Uint8Array([1]), open: () => ({ token: 't' }) },
    photos: {
      put: () => Promise.resolve(),
      read: () => Promise.resolve(Buffer.of(1)),
      readThumbnail: () => Promise.resolve(Buffer.of(1)),
      has: () => Promise.resolve(true),
      delete: () => Promise.resolve(),
    },
    onChange: () => Promise.resolve(),
    random: () => 0.5,
    times: defaultTimes,
    silentForMs: () => 0,
    workerId: newId(),
    log: { info: silent, warn: silent, error: silent },
    shutdown: new AbortController().signal,
  };

  return {
    engine,
    database,
    url,
    channel,
    drop,
    async addAccount({ minGapSeconds = 0, postsPerDay = 1_000 } = {}) {
      const id = newId();
      await database.sql.rows(
        `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
         VALUES ($1, 'scripted', $2, '\\x01', 'Europe/Berlin', $3, $4)`,
        [id, id, minGapSeconds, postsPerDay],
      );
      return id;
    },
    async addPosts(accountId, count, title = 'Chair') {
      const ids = Array.from({ length: count }, () => ({ id: newId(), listingId: newId() }));
      await database.transaction(async (tx) => {
        const listings = ids.map(({ listingId }) => ({
          id: listingId,
          sku: listingId,
          title,
          description: 'Fine.',
          priceMinor: 1_000,
          currency: 'EUR',
          quantity: 1,
          condition: 'good' as const,
          category: null,
          brand: null,
          location: null,
          tags: [],
        }));
        await insertListings(tx, listings);
        const posts = ids.map(({ id, listingId }) => ({ id, accountId, listingId }));
        await insertPosts(tx, { posts, batchId: null, status: 'queued', scheduledAt: null, actor: 'test' });
      });
      return ids.map(({ id }) => id);
    },
    async claimPost(accountId) {
      const claimed = await claim(engine, accountId);
      if (claimed.kind !== 'publish') {
        throw new Error(`expected a claim, got ${claimed.kind}`);
      }
      return claimed.post;
    },
    post: (id) =>
      oneRow<PostState>(
        database.sql,
        `SELECT status, version, retries, crashes, generation, ending, external_id AS "externalId", due_at AS "dueAt", last_class AS "lastClass",
           last_sentence AS "lastSentence" FROM post WHERE id = $1`,
        [id],
      ),
    attempts: (postId) =>
      database.sql.rows('SELECT status, class, lookups FROM attempt WHERE post_id = $1 ORDER BY id', [postId]),
    async clear() {
      await database.sql.rows('DELETE FROM post');
      await database.sql.rows('DELETE FROM channel_state');
      await database.sql.rows('DELETE FROM graphile_worker._private_jobs');
    },
    async makeDue() {
      await database.sql.rows('UPDATE post SET due_at = clock_timestamp() WHERE due_at IS NOT NULL');
      await database.sql.rows('UPDATE account SET next_slot_at = NULL');
    },
  };
}
