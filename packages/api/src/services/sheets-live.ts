/**
 * What a person says of posts that they uploaded with a sheet, or by hand: live, or refused by the marketplace. Each is the
 * end of an attempt; a success there can be only one of in a generation.
 */

import { DomainError, idempotencyKey, type PostStatus } from '@hawker/core';
import {
  listPostsOfSheet,
  lockUploadedPosts,
  movePosts,
  recordRefused,
  recordUploaded,
  type Transaction,
  type UploadedPost,
  writeAudit,
} from '@hawker/db';
import { leaveOut } from '@hawker/publishing';
import { z } from 'zod';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { getSheet, type Sheet } from './sheets.ts';

export const markLiveSchema = z.union([
  z.object({ sheetId: z.uuid() }),
  z
    .object({
      postIds: z.array(z.uuid()).min(1, 'Choose a post.').max(1_000, 'At most 1,000 posts at once.'),
      /** Where it is to be seen, if one likes to keep that. */
      url: z
        .url({ protocol: /^https?$/, error: 'Give the address of the listing, or leave it empty.' })
        .max(2_000)
        .optional(),
    })
    .refine(({ postIds, url }) => url === undefined || postIds.length === 1, {
      message: 'An address belongs to one post.',
      path: ['url'],
    }),
]);
export type MarkLive = z.infer<typeof markLiveSchema>;

/** A person has uploaded them. Of a sheet, what its downloaded file has; a single post also where it was listed by hand. */
export async function markLive(app: App, actor: Actor, which: MarkLive): Promise<{ moved: number }> {
  const sheet = 'sheetId' in which ? await getDownloadedSheet(app, which.sheetId) : null;
  const moved = await app.database.transaction(async (tx) => {
    const posts = await lockUploadedPosts(tx, which);
    if (posts.length === 0) {
      throw new DomainError('conflict', 'None of them waits for its upload any more.');
    }
    await publish(tx, actor, posts, { sheet, url: 'postIds' in which ? (which.url ?? null) : null });
    await audit(tx, actor, 'mark_live', { sheet, detail: { posts: posts.length } });
    return posts.length;
  });
  await forgetAnswers(app, ['post', 'sheet']);
  return { moved };
}

/** Of the given posts those that a downloaded file has; the others nobody can have uploaded with it. */
export async function markDownloadedLive(tx: Transaction, actor: Actor, postIds: readonly string[]) {
  const posts = await lockUploadedPosts(tx, { downloadedPostIds: postIds });
  await publish(tx, actor, posts, { sheet: null, url: null });
  return posts;
}

const mostAtOnce = 1_000;

export const settleSheetSchema = z
  .object({
    id: z.uuid(),
    /** Posts that are to be seen there. */
    live: z.array(z.uuid()).max(mostAtOnce).default([]),
    /** Posts that the marketplace did not take, with its reason where it gave one. */
    refused: z
      .array(
        z.object({
          postId: z.uuid(),
          reason: z.string().trim().max(500, 'Say it in at most 500 characters.').optional(),
        }),
      )
      .max(mostAtOnce)
      .default([]),
  })
  .refine(({ live, refused }) => live.length + refused.length > 0, {
    message: 'Say of at least one listing what became of it.',
    path: ['live'],
  })
  .refine(
    ({ live, refused }) =>
      new Set([...live, ...refused.map(({ postId }) => postId)]).size === live.length + refused.length,
    {
      message: 'A listing is live, or it was refused; name each once.',
      path: ['live'],
    },
  );
export type SettleSheet = z.infer<typeof settleSheetSchema>;

export interface SettledPost {
  id: string;
  /** How it stands, as it was said, perhaps before; `left`: it had moved on, or the file does not have it. */
  outcome: 'live' | 'refused' | 'left';
  /** Null where the sheet does not have it any more. */
  status: PostStatus | null;
}

export interface SettledSheet {
  /** How many this has changed: none where all of it was said before. */
  moved: number;
  posts: SettledPost[];
}

/**
 * What became of the listings of a downloaded sheet, in one act: these are live, and those were refused. Who is not named
 * waits on. Said twice it changes nothing the second time, and is answered alike.
 */
export async function settleSheet(app: App, actor: Actor, { id, live, refused }: SettleSheet): Promise<SettledSheet> {
  const sheet = await getDownloadedSheet(app, id);
  const settled = await app.database.transaction(async (tx) => {
    const waiting = new Map((await lockUploadedPosts(tx, { sheetId: id })).map((post) => [post.id, post]));
    const waitingOf = (ids: readonly string[]) => ids.flatMap((postId) => waiting.get(postId) ?? []);
    const published = waitingOf(live);
    await publish(tx, actor, published, { sheet, url: null });
    let refusals = 0;
    for (const [reason, postIds] of byReason(refused)) {
      const posts = waitingOf(postIds);
      await refuse(tx, actor, posts, refusalWords(sheet, reason));
      refusals += posts.length;
    }
    const moved = published.length + refusals;
    if (moved > 0) {
      await audit(tx, actor, 'settle', { sheet, detail: { posts: published.length, refused: refusals } });
    }
    return { moved, posts: await outcomes(tx, { id, live, refused }) };
  });
  await forgetAnswers(app, ['post', 'sheet']);
  return settled;
}

async function getDownloadedSheet(app: App, id: string): Promise<Sheet> {
  const sheet = await getSheet(app, id);
  if (sheet.downloadedAt === null) {
    throw new DomainError('conflict', `Sheet ${sheet.number} was not downloaded yet, so it cannot be live.`);
  }
  return sheet;
}

function byReason(refused: SettleSheet['refused']): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { postId, reason = '' } of refused) {
    groups.set(reason, [...(groups.get(reason) ?? []), postId]);
  }
  return groups;
}

interface Refusal {
  sentence: string;
  nextStep: string;
}

function refusalWords({ place }: Sheet, reason: string): Refusal {
  return {
    sentence: reason === '' ? `${place} did not take it.` : `${place} did not take it: ${reason}`,
    nextStep: 'Mend it, then press “Publish again”: it goes into a new sheet.',
  };
}

const keyed = (posts: readonly UploadedPost[]) =>
  posts.map((post) => ({ ...post, idempotencyKey: idempotencyKey(post.id, post.generation) }));

/** By account, where they may be of several: the day on which it counts is the account's own. */
async function publish(
  tx: Transaction,
  actor: Actor,
  posts: readonly UploadedPost[],
  { sheet, url }: { sheet: Sheet | null; url: string | null },
): Promise<void> {
  if (posts.length === 0) {
    return;
  }
  await recordUploaded(tx, keyed(posts), url);
  for (const [settledInZone, postIds] of byZone(posts)) {
    await movePosts(tx, {
      move: 'publish',
      postIds,
      onlyFrom: ['awaiting_upload'],
      actor: actorLabel(actor),
      detail: sheet ? `A person uploaded it with sheet ${sheet.number}.` : 'A person said that it is live.',
      // Its number at the marketplace is not known; its address, where given, names it as well.
      changes: { due: null, last: null, external: { id: url, url }, settledInZone },
    });
  }
}

async function refuse(tx: Transaction, actor: Actor, posts: readonly UploadedPost[], said: Refusal): Promise<void> {
  if (posts.length === 0) {
    return;
  }
  await recordRefused(tx, keyed(posts), said);
  for (const [timeZone, postIds] of byZone(posts)) {
    await leaveOut(tx, { postIds, actor: actorLabel(actor), timeZone, ...said });
  }
}

function byZone(posts: readonly UploadedPost[]): Map<string, string[]> {
  const zones = new Map<string, string[]>();
  for (const { id, timeZone } of posts) {
    zones.set(timeZone, [...(zones.get(timeZone) ?? []), id]);
  }
  return zones;
}

const wentLive: readonly PostStatus[] = ['published', 'sold', 'delisted'];

async function outcomes(tx: Transaction, { id, live, refused }: SettleSheet): Promise<SettledPost[]> {
  const rows = new Map((await listPostsOfSheet(tx, id)).map((row) => [row.id, row]));
  const said = (postId: string, outcome: 'live' | 'refused'): SettledPost => {
    const row = rows.get(postId);
    const isSo =
      row !== undefined && (outcome === 'refused' ? row.isRefused : row.isOver || wentLive.includes(row.status));
    return { id: postId, outcome: isSo ? outcome : 'left', status: row?.status ?? null };
  };
  return [...live.map((postId) => said(postId, 'live')), ...refused.map(({ postId }) => said(postId, 'refused'))];
}

/** Of a sheet, or of posts that were said to be live one by one. */
function audit(
  tx: Transaction,
  actor: Actor,
  action: 'mark_live' | 'settle',
  { sheet, detail }: { sheet: Sheet | null; detail: Readonly<Record<string, number>> },
): Promise<void> {
  return writeAudit(tx, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action,
    entity: sheet ? 'sheet' : 'post',
    entityId: sheet?.id ?? null,
    detail: { ...detail, ...(sheet ? { number: sheet.number, accountId: sheet.accountId } : {}) },
  });
}
