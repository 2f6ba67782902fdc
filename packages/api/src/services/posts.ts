/** Posts: the list, one post's story, and what a person may do with them. */

import {
  cachedAnswers,
  DomainError,
  deletablePostStatuses,
  editablePostStatuses,
  notFound,
  type PostMoveName,
  type PostOverrides,
} from '@hawker/core';
import {
  type AttemptRow,
  countLimit,
  countPosts,
  findPost,
  isCounted,
  listAttempts,
  listObserved,
  listPostEvents,
  listPosts as listPostRows,
  type MovedPost,
  movePosts,
  type ObservedRow,
  type PostChanges,
  type PostDetail,
  type PostEventRow,
  type PostFilter,
  type PostRow,
  type Transaction,
  wakeAccounts,
  writeAudit,
} from '@hawker/db';
import { cancelPosts as cancelPostsInLedger } from '@hawker/publishing';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';

export interface PostPage {
  posts: PostRow[];
  /** Ask for the posts after this one; null on the last page. */
  nextCursor: string | null;
  /** Ask for the posts before this one; null on the first page. */
  previousCursor: string | null;
}

export interface PostPageRequest {
  filter: PostFilter;
  cursor?: string | undefined;
  before?: string | undefined;
  oldestFirst?: boolean;
  limit: number;
}

/** One statement, or none when the answer is cached. */
export function listPosts(app: App, request: PostPageRequest): Promise<PostPage> {
  const { filter, cursor, before, oldestFirst = false, limit } = request;
  return app.cache.get(`posts:${JSON.stringify([filter, cursor ?? null, before ?? null, oldestFirst, limit])}`, {
    ...cachedAnswers.posts,
    label: 'posts.list',
    load: async () => {
      // One more than asked for tells whether the list goes on.
      const rows = await listPostRows(app.database.sql, filter, {
        limit: limit + 1,
        oldestFirst,
        ...(cursor === undefined ? {} : { after: cursor }),
        ...(before === undefined ? {} : { before }),
      });
      const goesOn = rows.length > limit;
      const posts = before === undefined ? rows.slice(0, limit) : rows.slice(-limit);
      const isFirst = before === undefined ? cursor === undefined : !goesOn;
      const isLast = before === undefined && !goesOn;
      return {
        posts,
        nextCursor: isLast ? null : (posts.at(-1)?.id ?? null),
        previousCursor: isFirst ? null : (posts.at(0)?.id ?? null),
      };
    },
  });
}

/** How many match; `atLeast` when counting stopped at its limit. */
export function countMatching(app: App, filter: PostFilter): Promise<{ count: number; atLeast: boolean }> {
  return app.cache.get(`posts-count:${JSON.stringify(filter)}`, {
    ...cachedAnswers.posts,
    label: 'posts.count',
    load: async () => {
      const count = await countPosts(app.database.sql, filter);
      return count > countLimit && !isCounted(filter)
        ? { count: countLimit, atLeast: true }
        : { count, atLeast: false };
    },
  });
}

export interface PostStory extends PostDetail {
  channelTitle: string;
  attempts: AttemptRow[];
  events: PostEventRow[];
  /** What the channel said it has of this generation, whatever became of the attempt: a late reply too. */
  observed: ObservedRow[];
}

/** More of either would be a defect, not a story. */
const storyLimit = 200;

export async function getPost(app: App, id: string): Promise<PostStory> {
  const [post, attempts, events, observed] = await Promise.all([
    findPost(app.database.sql, id),
    listAttempts(app.database.sql, id, storyLimit),
    listPostEvents(app.database.sql, id, storyLimit),
    listObserved(app.database.sql, id, storyLimit),
  ]);
  if (!post) {
    throw notFound('post');
  }
  const channelTitle = app.channels.get(post.channel)?.title ?? post.channel;
  return { ...post, channelTitle, attempts, events, observed };
}

/** How many of the selected posts could do it; the others had moved on or are in a state that does not allow it. */
export interface Moved {
  moved: number;
  left: number;
}

export function publishPosts(app: App, actor: Actor, ids: readonly string[]): Promise<Moved> {
  return moveAndWake(app, actor, 'queue', ids, { due: 'now', scheduledAt: null });
}

export function retryPosts(app: App, actor: Actor, ids: readonly string[]): Promise<Moved> {
  return moveAndWake(app, actor, 'retry', ids, { due: 'now', retries: 'reset', last: null, scheduledAt: null });
}

export function schedulePosts(app: App, actor: Actor, ids: readonly string[], at: Date): Promise<Moved> {
  if (at.getTime() > Date.now() + maxScheduleAheadMs) {
    throw new DomainError('bad_input', 'Choose a time within the next two years.', {
      fields: { at: 'Choose an earlier time.' },
    });
  }
  return moveAndWake(app, actor, 'schedule', ids, { due: at, scheduledAt: at, retries: 'reset', last: null });
}

const maxScheduleAheadMs = 2 * 365 * 86_400_000;

export function cancelPosts(app: App, actor: Actor, ids: readonly string[]): Promise<Moved> {
  return changePosts(app, actor, 'cancel', ids, (tx) => cancelPostsInLedger(tx, ids, actorLabel(actor)));
}

function moveAndWake(
  app: App,
  actor: Actor,
  move: PostMoveName,
  ids: readonly string[],
  changes: PostChanges,
): Promise<Moved> {
  return changePosts(app, actor, move, ids, (tx) =>
    movePosts(tx, { move, postIds: ids, actor: actorLabel(actor), changes }),
  );
}

/** One transaction: the work, the wakes of the accounts it names, and the audit; then cached answers are forgotten. */
export async function changePosts(
  app: App,
  actor: Actor,
  action: string,
  ids: readonly string[],
  work: (tx: Transaction) => Promise<Pick<MovedPost, 'accountId'>[]>,
): Promise<Moved> {
  const moved = await app.database.transaction(async (tx) => {
    const posts = await work(tx);
    await wakeAccounts(
      tx,
      posts.map((post) => post.accountId),
    );
    await audit(tx, actor, action, ids, posts.length);
    return posts.length;
  });
  await forgetAnswers(app, ['post']);
  return { moved, left: new Set(ids).size - moved };
}

/** Says something differently in this one post. */
export async function updatePost(app: App, actor: Actor, id: string, overrides: PostOverrides): Promise<void> {
  const post = await findPost(app.database.sql, id);
  if (!post) {
    throw notFound('post');
  }
  await app.database.transaction(async (tx) => {
    const [row] = await tx.rows(
      `UPDATE post SET title = $2, description = $3, price_minor = $4, version = version + 1, updated_at = now()
       WHERE id = $1 AND deleted_at IS NULL AND status = ANY($5::post_status[]) RETURNING id`,
      [id, overrides.title, overrides.description, overrides.priceMinor, editablePostStatuses],
    );
    if (!row) {
      throw new DomainError(
        'conflict',
        'This post is being published or is live already, so it can no longer be edited here.',
      );
    }
    await audit(tx, actor, 'update', [id], 1);
  });
  await forgetAnswers(app, ['post']);
}

/** Takes posts out of every list; `restorePosts` brings them back. What is live or under way is left. */
export async function removePosts(app: App, actor: Actor, ids: readonly string[]): Promise<Moved> {
  const removed = await app.database.transaction(async (tx) => {
    const rows = await tx.rows<{ accountId: string }>(
      `UPDATE post SET deleted_at = now(), version = version + 1
       WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL AND status = ANY($2::post_status[])
       RETURNING account_id AS "accountId"`,
      [ids, deletablePostStatuses],
    );
    // A worker that was about to take one of them found nothing, and would leave what comes after it until the sweep.
    await wakeAccounts(
      tx,
      rows.map((row) => row.accountId),
    );
    await audit(tx, actor, 'delete', ids, rows.length);
    return rows.length;
  });
  await forgetAnswers(app, ['post']);
  return { moved: removed, left: new Set(ids).size - removed };
}

export async function restorePosts(app: App, actor: Actor, ids: readonly string[]): Promise<Moved> {
  const restored = await app.database.transaction(async (tx) => {
    // A listing that is on the account again meanwhile keeps its newer post.
    const rows = await tx.rows<{ accountId: string }>(
      `UPDATE post SET deleted_at = NULL, version = version + 1
       WHERE id = ANY($1::uuid[]) AND deleted_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM post AS other WHERE other.account_id = post.account_id
           AND other.listing_id = post.listing_id
           AND (other.deleted_at IS NULL OR (other.id = ANY($1::uuid[]) AND other.id > post.id)))
         AND EXISTS (SELECT 1 FROM account WHERE account.id = post.account_id AND account.deleted_at IS NULL)
         AND EXISTS (SELECT 1 FROM listing WHERE listing.id = post.listing_id AND listing.deleted_at IS NULL)
       RETURNING account_id AS "accountId"`,
      [ids],
    );
    await wakeAccounts(
      tx,
      rows.map((row) => row.accountId),
    );
    await audit(tx, actor, 'restore', ids, rows.length);
    return rows.length;
  });
  await forgetAnswers(app, ['post']);
  return { moved: restored, left: new Set(ids).size - restored };
}

function audit(tx: Transaction, actor: Actor, action: string, ids: readonly string[], posts: number): Promise<void> {
  const [first] = ids;
  return writeAudit(tx, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action,
    entity: 'post',
    entityId: ids.length === 1 && first !== undefined ? first : null,
    detail: { posts },
  });
}
