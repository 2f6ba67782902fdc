/**
 * Marks a live listing as sold at its channel, or takes it down, as a person asked (`post.ending`). Both may be asked
 * for twice without harm, so there is no ledger of attempts: the wish stays with the post until the channel has said
 * that it is so, or refuses, or could not be reached for too long. Relisting takes the old listing down first and then
 * makes the post due as a new generation, in the same transaction as the end of the old one.
 */

import type { EndResult } from '@hawker/channels';
import type { PostStatus } from '@hawker/core';
import {
  type Database,
  endListings,
  firstRow,
  movePosts,
  notePosts,
  type PostChanges,
  type Transaction,
  wakeAccounts,
} from '@hawker/db';
import type { EngineOptions } from './options.ts';
import { findApiChannel, noSuchChannel, openCredentials, unreadableCredentials } from './prepare.ts';
import { withinTime } from './within-time.ts';

export type Ending = 'sold' | 'delisted' | 'relisted';

/** What a listing may be ended from. */
export const endableStatuses = {
  sold: ['published'],
  delisted: ['published', 'sold'],
  relisted: ['published'],
} as const satisfies Record<Ending, readonly PostStatus[]>;

/** Asked for so long without an answer that counts, a person is told instead. */
const giveUpAfter = '1 hour';

/** Between two tries, unless the channel asked for more, in milliseconds. */
const tryAgainAfterMs = 20_000;

interface EndingPost {
  id: string;
  accountId: string;
  channel: string;
  credentials: Uint8Array;
  externalId: string;
  ending: Ending;
  generation: number;
  tooLate: boolean;
}

export async function endListing(engine: EngineOptions, postId: string): Promise<void> {
  const { database } = engine;
  const post = await firstRow<EndingPost>(
    database.sql,
    `SELECT post.id, account_id AS "accountId", channel, credentials, external_id AS "externalId", ending, generation,
       (SELECT max(at) FROM post_event WHERE post_id = post.id AND move = 'askToEnd')
         < clock_timestamp() - $2::interval AS "tooLate"
     FROM post JOIN account ON account.id = account_id
     WHERE post.id = $1 AND ending IS NOT NULL AND external_id IS NOT NULL AND post.deleted_at IS NULL AND account.status <> 'blocked'
       AND account.deleted_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM channel_state WHERE channel_state.channel = account.channel AND paused_at IS NOT NULL)`,
    [postId, giveUpAfter],
  );
  if (!post) {
    // Done already, or the account must be mended first: the sweeper asks again.
    return;
  }
  const result = await askChannel(engine, post);
  await recordEnd(database, post, result, `worker:${engine.workerId}`);
  await engine.onChange(['post', 'account']);
}

async function askChannel(engine: EngineOptions, post: EndingPost): Promise<EndResult> {
  const channel = findApiChannel(engine, post.channel);
  if (!channel) {
    return { kind: 'refused', sentence: noSuchChannel(post.channel) };
  }
  const credentials = openCredentials(engine, post.credentials);
  if (!credentials) {
    return { kind: 'auth_expired', sentence: unreadableCredentials };
  }
  try {
    return await withinTime(channel.submitTimeoutMs, (signal) =>
      channel.endListing(post.externalId, post.ending === 'sold' ? 'sold' : 'delisted', { credentials, signal }),
    );
  } catch (error) {
    engine.log.error({ postId: post.id, err: error }, 'ending a listing failed');
    return { kind: 'unclear', sentence: 'Something went wrong while the channel was asked.' };
  }
}

/** The transaction after the call. Account before post, as everywhere. */
function recordEnd(database: Database, post: EndingPost, result: EndResult, actor: string): Promise<void> {
  return database.transaction(async (tx) => {
    if (!(await isStillWished(tx, post))) {
      return;
    }
    switch (result.kind) {
      case 'ended':
        return applyEnd(tx, post, actor);
      case 'auth_expired':
        // The wish stays: the sweeper asks again once the account signs in.
        await tx.rows(
          `UPDATE account SET status = 'blocked', blocked_reason = $2
           WHERE id = $1 AND status = 'active' AND credentials = $3`,
          [post.accountId, result.sentence, post.credentials],
        );
        return;
      case 'refused':
        return refuse(tx, post, actor, result.sentence);
      case 'unclear':
        if (post.tooLate) {
          return refuse(tx, post, actor, `It could not be reached for an hour. ${result.sentence}`);
        }
        return endListings(tx, [post.id], Math.max(tryAgainAfterMs, result.retryAfterMs ?? 0));
    }
  });
}

/**
 * Locks both rows. The call may have taken long, or its worker slept: what it was about may be ended by somebody else,
 * relisted since, or wished for otherwise.
 */
async function isStillWished(tx: Transaction, post: EndingPost): Promise<boolean> {
  await tx.rows('SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE', [post.accountId]);
  const row = await firstRow(
    tx,
    'SELECT id FROM post WHERE id = $1 AND ending = $2 AND generation = $3 AND external_id = $4 FOR UPDATE',
    [post.id, post.ending, post.generation, post.externalId],
  );
  return row !== null;
}

async function applyEnd(tx: Transaction, { id, accountId, ending }: EndingPost, actor: string): Promise<void> {
  const changes: PostChanges = { ending: null, last: null };
  const common = { postIds: [id], actor, onlyFrom: endableStatuses[ending], changes };
  if (ending === 'sold') {
    await movePosts(tx, { ...common, move: 'markSold' });
    return;
  }
  const ended = await movePosts(tx, { ...common, move: 'delist' });
  if (ending === 'relisted' && ended.length > 0) {
    await relistPosts(tx, [id], actor);
    await wakeAccounts(tx, [accountId]);
  }
}

/** A new generation, with a key of its own: whatever was said of the old listing is no word on this one. */
export function relistPosts(tx: Transaction, postIds: readonly string[], actor: string) {
  return movePosts(tx, {
    move: 'relist',
    postIds,
    actor,
    changes: {
      ...{ due: 'now', scheduledAt: null, generation: 'next', retries: 'reset', external: null, last: null },
      // A wish was about the listing of before.
      ending: null,
    },
  });
}

async function refuse(tx: Transaction, { id, ending }: EndingPost, actor: string, sentence: string): Promise<void> {
  await notePosts(tx, {
    note: 'endRefused',
    postIds: [id],
    onlyFrom: endableStatuses[ending],
    actor,
    detail: sentence,
    ending: null,
    last: { class: 'end_refused', sentence, nextStep: 'Look at the listing at the channel, then try again.' },
  });
}
