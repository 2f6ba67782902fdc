/**
 * One step of an account whose channel takes a file: its due posts go into its open sheets, in one transaction. Nothing
 * leaves Hawker here, so there is no attempt, no lease and no outcome to record; a person uploads the sheet and says so.
 *
 * The account is locked first, as in a claim: one transaction at a time counts and fills its sheets. A downloaded sheet is
 * closed, so what a person has in hand is never added to. The day's quota is spent as by a post that is sent (what a
 * marketplace takes in a day is counted by account); a gap and quiet hours mean nothing where nothing goes out by itself.
 */

import type { SheetChannel } from '@hawker/channels';
import { localTime, nextAllowedAt } from '@hawker/core';
import {
  findOpenSheets,
  firstRow,
  holdForPhotos,
  insertSheet,
  insertSheetRows,
  movePosts,
  type OpenSheet,
  type Transaction,
} from '@hawker/db';
import { type AccountRow, type ClaimedListing, claimedPhotos, isIncomplete, lockAccount } from './claim.ts';
import type { EngineOptions } from './options.ts';
import { findMisfit } from './prepare.ts';
import type { Step } from './publish-next.ts';

/** In one transaction; the account waits no longer than this takes. */
const mostAtOnce = 500;

export async function handOver(engine: EngineOptions, channel: SheetChannel, accountId: string): Promise<Step> {
  const step = await engine.database.transaction(async (tx): Promise<Step> => {
    const account = await lockAccount(tx, accountId);
    if (account?.status !== 'active' || account.channelPaused) {
      return { kind: 'nothing' };
    }
    const dueAt = await nextDueAt(tx, accountId);
    if (!dueAt) {
      return { kind: 'nothing' };
    }
    const slotAt = nextAllowedAt(account.now, account, account, account.timeZone);
    const waitMs = Math.max(slotAt.getTime(), dueAt.getTime()) - account.now.getTime();
    if (waitMs > 0) {
      return { kind: 'wait', waitMs };
    }
    const due = await takeDuePosts(tx, accountId, Math.min(mostAtOnce, leftToday(account)));
    const incomplete = due.filter(isIncomplete).map((post) => post.id);
    if (incomplete.length > 0) {
      await holdForPhotos(tx, incomplete);
    }
    const posts = due.filter((post) => !isIncomplete(post));
    await place(tx, { channel, accountId, account, posts, actor: `worker:${engine.workerId}` });
    return { kind: 'worked' };
  });
  if (step.kind === 'worked') {
    await engine.onChange(['post', 'account', 'sheet']);
  }
  return step;
}

function leftToday({ now, timeZone, quotaDate, quotaUsed, postsPerDay }: AccountRow): number {
  return postsPerDay - (localTime(now, timeZone).date === quotaDate ? quotaUsed : 0);
}

async function nextDueAt(tx: Transaction, accountId: string): Promise<Date | null> {
  const row = await firstRow<{ dueAt: Date }>(
    tx,
    `SELECT due_at AS "dueAt" FROM post WHERE account_id = $1 AND due_at IS NOT NULL AND ${isDue} ORDER BY due_at, id LIMIT 1`,
    [accountId],
  );
  return row?.dueAt ?? null;
}

/** Where nothing is ever sent, nothing waits for another try or for a look. */
const isDue = `deleted_at IS NULL AND status IN ('scheduled', 'queued')`;

interface DuePost
  extends Pick<ClaimedListing, 'title' | 'description' | 'priceMinor' | 'currency' | 'photos' | 'ruleErrors'> {
  id: string;
  generation: number;
  dueAt: Date;
}

/** Locked in the order of their ids, as every move does it; given in the order in which they are due. */
async function takeDuePosts(tx: Transaction, accountId: string, limit: number): Promise<DuePost[]> {
  const posts = await tx.rows<DuePost>(
    `SELECT post.id, post.generation, post.due_at AS "dueAt", coalesce(post.title, listing.title) AS title,
       coalesce(post.description, listing.description) AS description,
       coalesce(post.price_minor, listing.price_minor) AS "priceMinor", listing.currency,
       ${claimedPhotos} AS photos, post.rule_errors AS "ruleErrors"
     FROM post JOIN listing ON listing.id = post.listing_id
     WHERE post.id IN (
         SELECT id FROM post WHERE account_id = $1 AND due_at <= clock_timestamp() AND ${isDue} ORDER BY due_at, id LIMIT $2)
       -- Asked again of each once it is locked: it may have been canceled, or put off, a moment ago.
       AND post.status IN ('scheduled', 'queued') AND post.due_at <= clock_timestamp() AND post.deleted_at IS NULL
     ORDER BY post.id FOR UPDATE OF post`,
    [accountId, limit],
  );
  return posts.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.id < other.id ? -1 : 1));
}

interface Placement {
  channel: SheetChannel;
  accountId: string;
  account: AccountRow;
  posts: readonly DuePost[];
  actor: string;
}

async function place(tx: Transaction, placement: Placement): Promise<void> {
  const { posts, channel, account, actor, accountId } = placement;
  const fitting: DuePost[] = [];
  for (const post of posts) {
    const misfit = findMisfit(post, channel);
    if (misfit) {
      await leaveOut(tx, { postIds: [post.id], actor, sentence: misfit.sentence, timeZone: account.timeZone });
    } else {
      fitting.push(post);
    }
  }
  for (const currency of new Set(fitting.map((post) => post.currency))) {
    await fillSheets(tx, { ...placement, posts: fitting.filter((post) => post.currency === currency) }, currency);
  }
  await tx.rows(
    `UPDATE account SET
       quota_used = $2::int + CASE WHEN quota_date = local.today THEN quota_used ELSE 0 END, quota_date = local.today
     FROM (SELECT (clock_timestamp() AT TIME ZONE time_zone)::date AS today FROM account WHERE id = $1) AS local
     WHERE id = $1 AND $2::int > 0`,
    [accountId, fitting.length],
  );
}

interface LeftOut {
  postIds: readonly string[];
  actor: string;
  sentence: string;
  nextStep?: string;
  timeZone: string;
}

/** Puts posts that the sheet cannot hold, or that were refused with it, before a person, in words as a refusal of any channel has. */
export function leaveOut(
  tx: Transaction,
  {
    postIds,
    actor,
    sentence,
    nextStep = 'Mend what the sheet cannot hold, then press “Publish again”.',
    timeZone,
  }: LeftOut,
) {
  return movePosts(tx, {
    move: 'leaveOut',
    postIds,
    actor,
    detail: sentence,
    changes: {
      due: null,
      settledInZone: timeZone,
      last: { class: 'rejected', sentence, nextStep },
    },
  });
}

/** The oldest open sheet first; then as many new ones as it takes. */
async function fillSheets(tx: Transaction, placement: Placement, currency: string): Promise<void> {
  const { channel, accountId, actor } = placement;
  const maxRows = channel.maxRowsPerSheet;
  const open = await findOpenSheets(tx, { accountId, currency, maxRows });
  let left = placement.posts;
  while (left.length > 0) {
    const sheet = open.shift() ?? (await openSheet(tx, accountId, currency, maxRows));
    const placed = left
      .slice(0, sheet.free.length)
      .map((post, index) => ({ ...post, position: sheet.free[index] ?? 0 }));
    left = left.slice(placed.length);
    await insertSheetRows(tx, sheet.id, placed);
    await movePosts(tx, {
      move: 'handOver',
      postIds: placed.map((post) => post.id),
      actor,
      detail: `In sheet ${sheet.number}.`,
      changes: { due: null, last: null },
    });
  }
}

async function openSheet(tx: Transaction, accountId: string, currency: string, maxRows: number): Promise<OpenSheet> {
  const sheet = await insertSheet(tx, accountId, currency);
  return { ...sheet, free: Array.from({ length: maxRows }, (_, index) => index + 1) };
}
