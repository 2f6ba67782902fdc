/** What confirming an upload would do: listings made and changed, and how many posts each account gets and when it is done. */

import { createHash } from 'node:crypto';
import { countKnownListings, countPostedRows, countStillLive, type KnownListings, type UploadRecord } from '@hawker/db';
import type { Actor, App } from '../context.ts';
import { finishOfNew, problemOf, sheetsFor } from './account-outlook.ts';
import { type Account, listAccounts } from './accounts.ts';
import { checkOutdatedRows, chosenOf } from './check-upload.ts';
import { countsOf, formatOf, goodRows, requireChecked, type Upload, type UploadCounts } from './uploads.ts';

export interface AccountPlan {
  accountId: string;
  name: string;
  /** New ones. */
  posts: number;
  /** Listings that are on the account already; their posts stay as they are. */
  alreadyThere: number;
  /**
   * When the last of them goes out at this account's pace, its waiting posts first. Null for a paused or blocked one, and
   * where a person uploads them.
   */
  finishesAt: Date | null;
  /** In how many sheets a person uploads them; null where Hawker posts by itself. */
  sheets: number | null;
  /** Why nothing goes out for now. */
  problem: string | null;
}

export interface UploadPlan extends Pick<Upload, 'fileName' | 'batchId' | 'format' | 'accountIds'> {
  /** Rows that go. */
  listings: number;
  creates: number;
  updates: number;
  unchanged: number;
  /** Of the unchanged ones, those whose photos could not be fetched before and are tried again. */
  photosAgain: number;
  posts: number;
  /** Rows that stay, because something in them is not right. */
  staying: number;
  /** Rows that somebody left out. */
  out: number;
  alreadyThere: number;
  /** Posts that are live on these accounts from listings that were deleted: their goods would be there twice. */
  stillLive: number;
  accounts: AccountPlan[];
  finishesAt: Date | null;
  /** Names what the rows say, how many go, and what they change. Whoever confirms with it confirms this plan, and no other. */
  token: string;
}

/** For the accounts that are chosen. */
export async function planUpload(app: App, actor: Actor, id: string): Promise<UploadPlan> {
  const { upload, compared } = await compareAsNow(app, actor, id);
  const chosen = chosenOf(await listAccounts(app), upload);
  const counts = countsOf(upload, compared);
  const { good, bad, out, ...changes } = counts;
  const { sql } = app.database;
  const chosenIds = chosen.map((account) => account.id);
  const [posted, stillLive] = await Promise.all([
    changes.creates === good || chosen.length === 0 ? new Map<string, number>() : countPostedRows(sql, id, chosenIds),
    changes.creates === 0 || chosen.length === 0 ? 0 : countStillLive(sql, id, chosenIds),
  ]);
  const now = new Date();
  const accounts = chosen.map((account) => planAccount(app, account, good, posted.get(account.id) ?? 0, now));
  const finishes = accounts.flatMap((account) => (account.finishesAt === null ? [] : [account.finishesAt.getTime()]));
  const { fileName, batchId, accountIds } = upload;
  return {
    fileName,
    batchId,
    format: formatOf(upload),
    accountIds,
    listings: good,
    ...changes,
    posts: accounts.reduce((sum, { posts }) => sum + posts, 0),
    staying: bad,
    out,
    alreadyThere: accounts.reduce((sum, { alreadyThere }) => sum + alreadyThere, 0),
    stillLive,
    accounts,
    finishesAt: finishes.length === 0 ? null : new Date(Math.max(...finishes)),
    token: planToken(upload, counts, compared, chosen),
  };
}

interface Compared {
  upload: UploadRecord;
  /** Null where no row can go. */
  compared: KnownListings | null;
}

/** Rows that change listings are checked with what those are now. */
async function compareAsNow(app: App, actor: Actor, id: string): Promise<Compared> {
  const upload = await requireChecked(app, actor, id);
  const compared = await compareGoodRows(app, upload);
  if (upload.batchId !== null || (compared?.known ?? 0) === 0 || !(await checkOutdatedRows(app, actor, id))) {
    return { upload, compared };
  }
  const again = await requireChecked(app, actor, id);
  return { upload: again, compared: await compareGoodRows(app, again) };
}

async function compareGoodRows(app: App, upload: UploadRecord): Promise<KnownListings | null> {
  return goodRows(upload) === 0 ? null : countKnownListings(app.database.sql, upload.id, app.origin);
}

/**
 * The same while nobody changes anything in the rows, as many of them go, they change the same of the listings that are
 * there, and go to the same accounts at the same prices.
 */
export function planToken(
  { revision }: Pick<UploadRecord, 'revision'>,
  { good, bad, creates, updates }: UploadCounts,
  compared: KnownListings | null,
  accounts: readonly Pick<Account, 'id' | 'variation'>[],
): string {
  const sellers = accounts.map(({ id, variation }) => JSON.stringify([id, variation])).sort();
  const told = [revision, good, bad, creates, updates, compared?.digest ?? null, sellers];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
}

function planAccount(app: App, account: Account, good: number, alreadyThere: number, now: Date): AccountPlan {
  const posts = good - alreadyThere;
  return {
    accountId: account.id,
    name: account.name,
    posts,
    alreadyThere,
    problem: problemOf(account),
    sheets: sheetsFor(app, account, posts),
    finishesAt: finishOfNew(account, posts, now),
  };
}
