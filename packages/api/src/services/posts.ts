/** Posts: the list, one post's story, and what it says differently from its listing. What is done to many: post-acts.ts. */

import type { Channel } from '@hawker/channels';
import { cachedAnswers, DomainError, notFound, type PostOverrides } from '@hawker/core';
import {
  type AttemptRow,
  countPosts,
  findPost,
  listAttempts,
  listObserved,
  listPostEvents,
  listPosts as listPostRows,
  type ObservedRow,
  type PostCount,
  type PostDetail,
  type PostEventRow,
  type PostFilter,
  type PostRow,
  typeOwnWords,
  writeAudit,
} from '@hawker/db';
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

/** How many match. */
export function countMatching(app: App, filter: PostFilter): Promise<PostCount> {
  return app.cache.get(`posts-count:${JSON.stringify(filter)}`, {
    ...cachedAnswers.posts,
    label: 'posts.count',
    load: () => countPosts(app.database.sql, filter),
  });
}

export interface PostStory extends PostDetail {
  channelTitle: string;
  /** `sheet`: a person uploads it, and does there whatever else is to be done with it. */
  delivery: Channel['delivery'];
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
  const channel = app.channels.get(post.channel);
  const { title: channelTitle = post.channel, delivery = 'api' } = channel ?? {};
  return { ...post, channelTitle, delivery, attempts, events, observed };
}

/** Says something differently in this one post. */
export async function updatePost(app: App, actor: Actor, id: string, overrides: PostOverrides): Promise<void> {
  const post = await findPost(app.database.sql, id);
  if (!post) {
    throw notFound('post');
  }
  await app.database.transaction(async (tx) => {
    if (!(await typeOwnWords(tx, id, overrides))) {
      throw new DomainError(
        'conflict',
        'This post is being published or is live already, so it can no longer be edited here.',
      );
    }
    await writeAudit(tx, {
      actor: actorLabel(actor),
      userId: actor.userId,
      action: 'update',
      entity: 'post',
      entityId: id,
      detail: { posts: 1 },
    });
  });
  await forgetAnswers(app, ['post']);
}
