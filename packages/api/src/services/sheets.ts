/**
 * Sheets: what a person uploads for accounts whose channel takes no calls. The engine fills them (publishing/hand-over.ts);
 * here they are shown, downloaded, and said to be live.
 */

import type { SheetChannel } from '@hawker/channels';
import { checkLimits, DomainError, idempotencyKey, notFound, skuFromTitle } from '@hawker/core';
import {
  findSheetOfPost,
  listSheets as listSheetRows,
  lockSheetPosts,
  lockUploadedPosts,
  movePosts,
  noteDownload,
  type PostSheetRow,
  recordUploaded,
  type SheetContents,
  type SheetPost,
  type SheetRow,
  type Transaction,
  type UploadedPost,
  writeAudit,
} from '@hawker/db';
import { leaveOut } from '@hawker/publishing';
import { writeFacebookTemplates } from '@hawker/sheets';
import { z } from 'zod';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';

export interface Sheet extends SheetRow {
  /** Where it is uploaded, as people say it: `Facebook`. */
  place: string;
}

export interface SheetRequest {
  accountId?: string | undefined;
  /** Only those with posts that wait for their upload. */
  waiting: boolean;
  limit: number;
  /** Of those that wait, what comes behind this one. */
  after?: string | undefined;
}

/** Those that wait come first, as they were begun; then those that are done, the latest first. */
export async function listSheets(app: App, { accountId, waiting, limit, after }: SheetRequest): Promise<Sheet[]> {
  const filter = {
    waiting,
    ...(accountId === undefined ? {} : { accountId }),
    ...(after === undefined ? {} : { after }),
  };
  const sheets = await listSheetRows(app.database.sql, filter, limit);
  return sheets.map((sheet) => ({ ...sheet, place: findSheetChannel(app, sheet.channel)?.place ?? sheet.channel }));
}

/** Null where the post is in none, and was in none in its present generation. */
export function getSheetOfPost(app: App, postId: string): Promise<PostSheetRow | null> {
  return findSheetOfPost(app.database.sql, postId);
}

export interface DownloadedSheet {
  fileName: string;
  bytes: Uint8Array;
  listings: number;
  /** Posts that were changed so that the sheet cannot hold them any more: they wait to be mended. */
  leftOut: number;
}

/**
 * Writes the file from what its waiting posts say now, and closes the sheet. Asked for again it has what still waits, as
 * it is then: what was said to be live, or was canceled, is no longer in it.
 */
export async function downloadSheet(app: App, actor: Actor, id: string): Promise<DownloadedSheet> {
  const sheet = await getSheet(app, id);
  const channel = findSheetChannel(app, sheet.channel);
  if (!channel) {
    throw new DomainError('unavailable', `This Hawker no longer writes sheets for “${sheet.channel}”.`);
  }
  const { written, leftOut } = await app.database.transaction((tx) => closeSheet(tx, actor, sheet, channel));
  await forgetAnswers(app, ['post', 'sheet']);
  const bytes = await writeSheet(written);
  const fileName = `${skuFromTitle(sheet.accountName)}-sheet-${sheet.number}.xlsx`;
  return { fileName, bytes, listings: written.length, leftOut };
}

async function getSheet(app: App, id: string): Promise<SheetRow> {
  const [sheet] = await listSheetRows(app.database.sql, { id }, 1);
  if (!sheet) {
    throw notFound('sheet');
  }
  return sheet;
}

function findSheetChannel(app: App, name: string): SheetChannel | null {
  const channel = app.channels.get(name);
  return channel?.delivery === 'sheet' ? channel : null;
}

async function closeSheet(tx: Transaction, actor: Actor, sheet: SheetRow, channel: SheetChannel) {
  const [account] = await tx.rows<{ timeZone: string }>(
    'SELECT time_zone AS "timeZone" FROM account WHERE id = $1 FOR NO KEY UPDATE',
    [sheet.accountId],
  );
  const posts = await lockSheetPosts(tx, sheet.id);
  if (posts.length === 0) {
    throw new DomainError('conflict', 'Nothing waits in this sheet any more.');
  }
  const misfits = posts.flatMap((post) => {
    const sentence = misfitOf(post, sheet, channel);
    return sentence === null ? [] : [{ post, sentence }];
  });
  for (const { post, sentence } of misfits) {
    const timeZone = account?.timeZone ?? 'UTC';
    await leaveOut(tx, { postIds: [post.postId], actor: actorLabel(actor), sentence, timeZone });
  }
  const written = posts.filter((post) => !misfits.some((misfit) => misfit.post === post));
  await noteDownload(tx, sheet.id, written);
  await audit(tx, actor, 'download', { sheet, posts: written.length });
  return { written: written.map((post) => post.contents), leftOut: misfits.length };
}

/** It was fit when it was handed over, and may have been edited since. */
function misfitOf({ contents, photoCount }: SheetPost, { currency }: SheetRow, channel: SheetChannel): string | null {
  if (contents.currency !== currency) {
    return `This sheet has prices in ${currency}, and the listing is in ${contents.currency} by now.`;
  }
  const sentences = Object.values(checkLimits({ ...contents, photoCount }, channel.limits, channel.title));
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** As many as one file holds, so there is one. Without any left there is none to write. */
async function writeSheet(listings: readonly SheetContents[]): Promise<Uint8Array> {
  for await (const { bytes } of writeFacebookTemplates(listings)) {
    return bytes;
  }
  throw new DomainError('conflict', 'No listing of this sheet fits it any more. Its posts say what is to be mended.');
}

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

/**
 * A person has uploaded them. Of a sheet, what its downloaded file has; a single post also where it was listed by hand. Each
 * is recorded as a success of its generation, which there can be only one of.
 */
export async function markLive(app: App, actor: Actor, which: MarkLive): Promise<{ moved: number }> {
  const sheet = 'sheetId' in which ? await getSheet(app, which.sheetId) : null;
  if (sheet?.downloadedAt === null) {
    throw new DomainError('conflict', `Sheet ${sheet.number} was not downloaded yet, so it cannot be live.`);
  }
  const moved = await app.database.transaction(async (tx) => {
    const posts = await lockUploadedPosts(tx, which);
    if (posts.length === 0) {
      throw new DomainError('conflict', 'None of them waits for its upload any more.');
    }
    const url = 'postIds' in which ? (which.url ?? null) : null;
    const keyed = posts.map((post) => ({ ...post, idempotencyKey: idempotencyKey(post.id, post.generation) }));
    await recordUploaded(tx, keyed, url);
    const detail = sheet ? `A person uploaded it with sheet ${sheet.number}.` : 'A person said that it is live.';
    await publish(tx, actor, posts, { url, detail });
    await audit(tx, actor, 'mark_live', { sheet, posts: posts.length });
    return posts.length;
  });
  await forgetAnswers(app, ['post', 'sheet']);
  return { moved };
}

/** By account: the day on which it counts is the account's own. */
async function publish(
  tx: Transaction,
  actor: Actor,
  posts: readonly UploadedPost[],
  { url, detail }: { url: string | null; detail: string },
): Promise<void> {
  for (const settledInZone of new Set(posts.map((post) => post.timeZone))) {
    await movePosts(tx, {
      move: 'publish',
      postIds: posts.filter((post) => post.timeZone === settledInZone).map((post) => post.id),
      onlyFrom: ['awaiting_upload'],
      actor: actorLabel(actor),
      detail,
      // Its number at the marketplace is not known; its address, where given, names it as well.
      changes: { due: null, last: null, external: { id: url, url }, settledInZone },
    });
  }
}

/** Of a sheet, or of posts that were said to be live one by one. */
function audit(
  tx: Transaction,
  actor: Actor,
  action: 'download' | 'mark_live',
  { sheet, posts }: { sheet: SheetRow | null; posts: number },
): Promise<void> {
  return writeAudit(tx, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action,
    entity: sheet ? 'sheet' : 'post',
    entityId: sheet?.id ?? null,
    detail: { posts, ...(sheet ? { number: sheet.number, accountId: sheet.accountId } : {}) },
  });
}
