/**
 * From the staged rows of an upload to a batch: listings made and changed, and a post of each on the chosen accounts. One
 * transaction, so that a batch is there whole or not at all, in statements of some thousand posts each, so that its
 * progress can be told. The rows stay in the database all the way; only what accounts say differently is made here.
 */

import { DomainError, notFound, type PublishTime } from '@hawker/core';
import {
  announceUpload,
  brokenUnique,
  countKnownListings,
  insertBatch,
  isDeadlock,
  keepRestOfUpload,
  listOutdatedPositions,
  listStagedChanges,
  lockUploadToConfirm,
  newId,
  type PostVariation,
  postStagedListings,
  type StagedPart,
  setBatchPosts,
  type TakenListings,
  type Transaction,
  takeStagedListings,
  type UploadToConfirm,
  wakeAccounts,
} from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { sayListings, type VaryingAccount, varyingAccounts } from './account-variation.ts';
import { type Account, listAccounts } from './accounts.ts';
import { accountsGone, maxPostsPerBatch, timing } from './bulk-create.ts';
import { checkOutdatedRows } from './check-upload.ts';
import { followListings } from './follow-listings.ts';
import { planToken } from './plan-upload.ts';
import { requirePlausiblePublish } from './plausible-time.ts';
import { rulesKeyOf } from './upload-rules.ts';
import { chooseAccounts, countsOf } from './uploads.ts';

export interface ConfirmUpload {
  id: string;
  accountIds: readonly string[];
  publish: PublishTime;
  /** Of the plan that somebody has seen: with another one nothing is made. Without it, whatever the plan is by now. */
  planToken?: string | undefined;
}

export interface ConfirmedUpload {
  batchId: string;
  /** Listings, by what was done to them; those that were there and say the same already are unchanged. */
  created: number;
  updated: number;
  unchanged: number;
  postCount: number;
  /** Posts that were there already and stayed as they are. */
  skipped: number;
  /** Rows that stayed because something in them is not right. */
  staying: number;
  /** Rows that somebody left out. */
  out: number;
  /** Where those rows are now; null where none stayed. */
  restUploadId: string | null;
}

/** Makes the batch. Asked twice, it makes nothing more and gives the batch that is there. */
export async function confirmUpload(app: App, actor: Actor, request: ConfirmUpload): Promise<ConfirmedUpload> {
  requirePlausiblePublish(request.publish);
  const wanted = new Set(request.accountIds);
  // Rows that were checked for other accounts, or before a rule changed, are checked for these first; once is enough.
  for (let mayCheck = true; ; mayCheck = false) {
    const accounts = (await listAccounts(app)).filter((account) => wanted.has(account.id));
    const confirmed = await app.database
      .transaction((tx) => confirmInTransaction(app, tx, { actor, accounts, ...request }))
      .catch(refuseTakenListings);
    if (confirmed !== 'check again') {
      await forgetAnswers(app, ['listing', 'photo', 'post', 'batch']);
      return confirmed;
    }
    if (!mayCheck) {
      throw new DomainError(
        'conflict',
        'The rows or the accounts were changed at this moment. Look at the plan again.',
      );
    }
    await chooseAccounts(app, actor, request.id, request.accountIds);
    await checkOutdatedRows(app, actor, request.id);
  }
}

/** Two that make listings with the same SKUs, in another order, wait for each other until Postgres ends one of them. */
function refuseTakenListings(error: unknown): never {
  if (isDeadlock(error) || brokenUnique(error) === 'listing_sku_key') {
    throw new DomainError(
      'conflict',
      'Listings with the same SKUs were made at this moment, so nothing was made of this file. Look at the plan again.',
    );
  }
  throw error;
}

interface Confirming extends ConfirmUpload {
  actor: Actor;
  accounts: readonly Account[];
}

async function confirmInTransaction(
  app: App,
  tx: Transaction,
  { id, actor, accounts, accountIds, publish, planToken: seen }: Confirming,
): Promise<ConfirmedUpload | 'check again'> {
  const upload = await lockUploadToConfirm(tx, { id, userId: actor.userId, accountIds });
  if (upload === null) {
    throw notFound('upload');
  }
  if (upload.batchId !== null) {
    return { ...nothingTaken, batchId: upload.batchId, staying: 0, out: 0, restUploadId: null };
  }
  const chosen = new Set(accountIds);
  if (upload.presentAccountIds.length !== chosen.size || accounts.length !== chosen.size) {
    throw accountsGone();
  }
  if (upload.isOvertaken || upload.rulesKey !== rulesKeyOf(app, accounts) || (await isOutdated(tx, id, upload))) {
    return 'check again';
  }
  if (seen !== undefined) {
    await requireSamePlan(app, tx, { id, accounts, upload, seen });
  }
  const good = upload.rows - upload.bad - upload.out;
  requireSomeButNotTooMany(good, chosen.size, upload.bad);
  const batchId = newId();
  await insertBatch(tx, {
    id: batchId,
    name: upload.fileName,
    listingCount: good,
    postCount: good * chosen.size,
    userId: actor.userId,
    actor: actorLabel(actor),
    uploadId: id,
  });
  const taken = await takeRows(app, tx, { id, actor, accounts, accountIds: [...chosen], publish, upload, batchId });
  if (taken.skipped > 0) {
    await setBatchPosts(tx, batchId, taken.postCount);
  }
  if (publish.when !== 'draft') {
    await wakeAccounts(tx, [...chosen]);
  }
  const restUploadId = upload.bad === 0 ? null : await keepRestOfUpload(tx, { uploadId: id, batchId });
  return { ...taken, batchId, staying: upload.bad, out: upload.out, restUploadId };
}

/** Whether listings that the rows change are no longer what the rows were checked with. They are locked by now. */
async function isOutdated(tx: Transaction, id: string, { known, wasKnown }: UploadToConfirm): Promise<boolean> {
  return (known > 0 || wasKnown) && (await listOutdatedPositions(tx.unprepared, id)).length > 0;
}

/** What was said to change is what changes. */
async function requireSamePlan(
  app: App,
  tx: Transaction,
  { id, accounts, upload, seen }: { id: string; accounts: readonly Account[]; upload: UploadToConfirm; seen: string },
): Promise<void> {
  const compared = upload.known === 0 ? null : await countKnownListings(tx.unprepared, id, app.origin);
  const counts = countsOf({ rowCount: upload.rows, badCount: upload.bad, outCount: upload.out }, compared);
  if (planToken(upload, counts, compared, accounts) !== seen) {
    throw new DomainError(
      'conflict',
      'The rows, listings that they change, or the accounts were changed meanwhile, so nothing was made of this file. Look at the plan again.',
    );
  }
}

type Taken = Omit<ConfirmedUpload, 'batchId' | 'staying' | 'out' | 'restUploadId'>;

const nothingTaken: Taken = { created: 0, updated: 0, unchanged: 0, postCount: 0, skipped: 0 };

function requireSomeButNotTooMany(listings: number, accounts: number, bad: number): void {
  if (listings === 0) {
    throw new DomainError(
      'bad_input',
      bad === 0 ? 'No row goes: all are left out.' : 'No row can go yet. Mend the marked cells first.',
    );
  }
  const posts = listings * accounts;
  if (posts > maxPostsPerBatch) {
    const most = maxPostsPerBatch.toLocaleString('en');
    throw new DomainError(
      'too_large',
      `That would be ${posts.toLocaleString('en')} posts; one batch takes ${most}. Choose fewer accounts, or split the file.`,
    );
  }
}

/** About a second's work for the database: often enough for a progress bar, and rare enough to cost nothing. */
const postsPerPart = 10_000;

async function takeRows(
  app: App,
  tx: Transaction,
  request: Confirming & { upload: UploadToConfirm; batchId: string },
): Promise<Taken> {
  const { id: uploadId, actor, accounts, accountIds, publish, upload, batchId } = request;
  const rowsPerPart = Math.max(1, Math.floor(postsPerPart / Math.max(1, accountIds.length)));
  const varying = varyingAccounts(accounts);
  const sum = { ...nothingTaken };
  for (let from = 0; from < upload.rows; from += rowsPerPart) {
    const part: StagedPart = { uploadId, from, to: Math.min(upload.rows, from + rowsPerPart) };
    const changing = upload.known === 0 ? [] : await listStagedChanges(tx, part, app.origin);
    const taken = await followListings(tx, actor, changing, () =>
      takeStagedListings(tx, part, { origin: app.origin, withListings: varying.length > 0 }),
    );
    const posts = await postStagedListings(tx, {
      batchId,
      accountIds,
      actor: actorLabel(actor),
      taken,
      overrides: overridesOf(taken.listings, varying),
      ...timing(publish),
    });
    sum.created += taken.created;
    sum.updated += taken.updated;
    sum.unchanged += taken.unchanged;
    sum.postCount += posts;
    sum.skipped += (taken.created + taken.updated + taken.unchanged) * accountIds.length - posts;
    if (part.to < upload.rows) {
      tellProgress(app, { uploadId, done: part.to, total: upload.rows });
    }
  }
  return sum;
}

/** Rows that a rule makes nothing of do not pass the check, which was done by these very rules. */
function overridesOf(listings: TakenListings['listings'], varying: readonly VaryingAccount[]): PostVariation[] {
  const { overrides, unsaid } = sayListings(listings, varying);
  const [sentence] = unsaid.flatMap(({ errors }) => Object.values(errors));
  if (sentence !== undefined) {
    throw new DomainError('conflict', `${sentence} Look at the rows again.`);
  }
  return overrides;
}

/** Outside the transaction, whose own announcements nobody hears before it ends. Nothing is lost where it fails. */
function tellProgress(app: App, progress: { uploadId: string; done: number; total: number }): void {
  announceUpload(app.database.sql, progress).catch((error: unknown) => {
    app.log.warn({ err: error, ...progress }, 'the progress of an upload could not be told');
  });
}
