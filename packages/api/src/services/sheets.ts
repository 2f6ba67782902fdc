/**
 * Sheets: what a person uploads for accounts whose channel takes no calls. The engine fills them (publishing/hand-over.ts);
 * here they are shown and downloaded. What a person then says of them: sheets-live.ts.
 */

import type { SheetChannel } from '@hawker/channels';
import { checkLimits, DomainError, notFound, skuFromTitle } from '@hawker/core';
import {
  findSheetOfPost,
  listPostsOfSheet,
  listSheets as listSheetRows,
  lockSheetPosts,
  noteDownload,
  type PostOfSheet,
  type PostSheetRow,
  type SheetContents,
  type SheetPost,
  type SheetRow,
  type Transaction,
  writeAudit,
} from '@hawker/db';
import { leaveOut } from '@hawker/publishing';
import { writeFacebookTemplates } from '@hawker/sheets';
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
  return sheets.map((sheet) => withPlace(app, sheet));
}

function withPlace(app: App, sheet: SheetRow): Sheet {
  return { ...sheet, place: findSheetChannel(app, sheet.channel)?.place ?? sheet.channel };
}

export interface SheetWithPosts extends Sheet {
  posts: PostOfSheet[];
}

/** One sheet with all that is in it, whatever became of them. */
export async function getSheetWithPosts(app: App, id: string): Promise<SheetWithPosts> {
  const [sheet, posts] = await Promise.all([getSheet(app, id), listPostsOfSheet(app.database.sql, id)]);
  return { ...sheet, posts };
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

export async function getSheet(app: App, id: string): Promise<Sheet> {
  const [sheet] = await listSheetRows(app.database.sql, { id }, 1);
  if (!sheet) {
    throw notFound('sheet');
  }
  return withPlace(app, sheet);
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
  await writeAudit(tx, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action: 'download',
    entity: 'sheet',
    entityId: sheet.id,
    detail: { posts: written.length, number: sheet.number, accountId: sheet.accountId },
  });
  return { written: written.map((post) => post.contents), leftOut: misfits.length };
}

/** It was fit when it was handed over, and it or its listing may have been edited since. */
function misfitOf(
  { contents, photoCount, ruleErrors }: SheetPost,
  { currency }: SheetRow,
  channel: SheetChannel,
): string | null {
  if (ruleErrors !== null) {
    return Object.values(ruleErrors).join(' ');
  }
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
