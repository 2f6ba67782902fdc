/** Accounts: connecting them, their pace, pausing, and mending a sign-in that no longer works. */

import type { Channel, SignInResult } from '@hawker/channels';
import {
  type AccountInput,
  type AccountUpdate,
  cachedAnswers,
  DomainError,
  describePace,
  localTime,
  notFound,
  type Pace,
  type PaceState,
} from '@hawker/core';
import {
  type AccountRow,
  brokenUnique,
  firstRow,
  listAccounts as listAccountRows,
  movePosts,
  newId,
  type Transaction,
  wakeAccounts,
  writeAudit,
} from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import {
  badCredentials,
  checkCredentials,
  openCredentials,
  refuseSameAccess,
  refuseTakenAccess,
  requireCredentials,
} from './account-access.ts';

export interface Account extends AccountRow {
  channelTitle: string;
  delivery: Channel['delivery'];
  paceSentence: string;
}

const maxAccounts = 1_000;

export function listAccounts(app: App): Promise<Account[]> {
  return app.cache.get('accounts', {
    ...cachedAnswers.accounts,
    label: 'accounts.list',
    load: async () => (await listAccountRows(app.database.sql)).map((row) => describe(app, row)),
  });
}

export async function getAccount(app: App, id: string): Promise<Account> {
  const [row] = await listAccountRows(app.database.sql, id);
  if (!row) {
    throw notFound('account');
  }
  return describe(app, row);
}

function describe(app: App, row: AccountRow): Account {
  const channel = app.channels.get(row.channel);
  const paceSentence =
    channel?.delivery === 'sheet'
      ? `Its pace allows at most ${row.postsPerDay.toLocaleString('en')} posts a day into sheets, which you upload.`
      : describePace(row);
  const { title: channelTitle = row.channel, delivery = 'api' } = channel ?? {};
  return { ...row, channelTitle, delivery, paceSentence };
}

/** Where the account stands today, for estimates. */
export function paceStateOf(account: Account): PaceState {
  return {
    nextSlotAt: account.nextSlotAt,
    quotaDate: localTime(new Date(), account.timeZone).date,
    quotaUsed: account.usedToday,
  };
}

export interface CreatedAccount {
  id: string;
  /** False when the channel could not be reached: the account is there, and its first post will tell. */
  checked: boolean;
}

export async function createAccount(app: App, actor: Actor, input: AccountInput): Promise<CreatedAccount> {
  const channel = getChannel(app, input.channel);
  requireCredentials(channel, input.credentials);
  await refuseSameAccess(app, channel, input.credentials);
  const result = await checkCredentials(channel, input.credentials);
  if (result.kind === 'refused') {
    throw badCredentials(channel, result.sentence);
  }
  const id = newId();
  const pace = paceOn(channel, input.pace);
  await refuseTakenName(input.name, channel, () =>
    app.database.transaction(async (tx) => {
      await tx.rows(
        `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day,
           quiet_start_minute, quiet_end_minute)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9`,
        [
          id,
          input.channel,
          input.name,
          app.credentials.seal(input.credentials),
          input.timeZone,
          pace.minGapSeconds,
          pace.postsPerDay,
          pace.quietStartMinute,
          pace.quietEndMinute,
        ],
      );
      const [{ n } = { n: 0 }] = await tx.rows<{ n: number }>(
        'SELECT count(*)::int AS n FROM account WHERE deleted_at IS NULL',
      );
      if (n > maxAccounts) {
        throw new DomainError(
          'conflict',
          `This Hawker has ${maxAccounts} accounts already; that is as many as it takes.`,
        );
      }
      await audit(tx, actor, 'create', id, { name: input.name, channel: input.channel });
    }),
  );
  await forgetAnswers(app, ['account']);
  return { id, checked: result.kind === 'ok' };
}

export async function updateAccount(
  app: App,
  actor: Actor,
  id: string,
  update: AccountUpdate,
): Promise<CreatedAccount> {
  const account = await getAccount(app, id);
  const channel = getChannel(app, account.channel);
  const { credentials } = update;
  const pace = update.pace && paceOn(channel, update.pace);
  let checked = true;
  if (credentials) {
    requireCredentials(channel, credentials);
    await refuseSameAccess(app, channel, credentials, id);
    const result = await checkCredentials(channel, credentials);
    if (result.kind === 'refused') {
      throw badCredentials(channel, result.sentence);
    }
    checked = result.kind === 'ok';
  }
  await refuseTakenName(update.name ?? account.name, channel, () =>
    app.database.transaction(async (tx) => {
      await lock(tx, id);
      await tx.rows(
        `UPDATE account SET name = coalesce($2, name), time_zone = coalesce($3, time_zone),
           credentials = coalesce($4, credentials), updated_at = now() WHERE id = $1`,
        [id, update.name ?? null, update.timeZone ?? null, credentials ? app.credentials.seal(credentials) : null],
      );
      if (pace) {
        // A shorter gap takes effect at once: the slot that the old gap reserved is given up. Without one, none is made.
        await tx.rows(
          `UPDATE account SET min_gap_seconds = $2, posts_per_day = $3, quiet_start_minute = $4, quiet_end_minute = $5,
             next_slot_at = CASE WHEN next_slot_at IS NOT NULL
               THEN least(next_slot_at, clock_timestamp() + make_interval(secs => $2::int)) END
           WHERE id = $1`,
          [id, pace.minGapSeconds, pace.postsPerDay, pace.quietStartMinute, pace.quietEndMinute],
        );
      }
      if (credentials) {
        await unblock(tx, actor, id);
      }
      await wakeAccounts(tx, [id]);
      await audit(tx, actor, 'update', id, { credentials: credentials !== undefined, pace: pace !== undefined });
    }),
  );
  await forgetAnswers(app, ['account', 'post']);
  return { id, checked };
}

/** Asks the channel now. Only its clear "no" blocks the account; a clear "yes" unblocks it. */
export async function checkSignIn(app: App, actor: Actor, id: string): Promise<SignInResult> {
  const row = await app.database.prisma.account.findFirst({ where: { id, deletedAt: null } });
  if (!row) {
    throw notFound('account');
  }
  const channel = getChannel(app, row.channel);
  if (channel.delivery === 'sheet') {
    throw new DomainError('bad_input', `${channel.title} has no sign-in: its sheets are uploaded by a person.`);
  }
  const result = await checkCredentials(channel, openCredentials(app, row.credentials));
  if (result.kind !== 'unreachable') {
    await app.database.transaction(async (tx) => {
      await lock(tx, id);
      if (result.kind === 'ok') {
        await unblock(tx, actor, id);
        await wakeAccounts(tx, [id]);
      } else {
        await tx.rows(`UPDATE account SET status = 'blocked', blocked_reason = $2 WHERE id = $1`, [
          id,
          result.sentence,
        ]);
      }
    });
    await forgetAnswers(app, ['account', 'post']);
  }
  return result;
}

export async function setPaused(app: App, actor: Actor, id: string, paused: boolean): Promise<void> {
  await app.database.transaction(async (tx) => {
    const [row] = await tx.rows(
      `UPDATE account SET status = $2::account_status, updated_at = now()
       WHERE id = $1 AND deleted_at IS NULL AND status = ANY($3::account_status[]) RETURNING id`,
      [id, paused ? 'paused' : 'active', paused ? ['active', 'paused'] : ['paused', 'active']],
    );
    if (!row) {
      throw new DomainError('conflict', 'This account is blocked or was deleted. Give it a new access token first.');
    }
    await wakeAccounts(tx, [id]);
    await audit(tx, actor, paused ? 'pause' : 'resume', id);
  });
  await forgetAnswers(app, ['account']);
}

/** Deletes the account with its posts; both come back with `restoreAccount`. What is live stays live at the channel. */
export async function removeAccount(app: App, actor: Actor, id: string): Promise<void> {
  await app.database.transaction(async (tx) => {
    await lock(tx, id, 'and against posts that are being made');
    const [row] = await tx.rows(
      `SELECT 1 FROM account WHERE id = $1 AND (lease_until IS NOT NULL
         OR EXISTS (SELECT 1 FROM post WHERE account_id = $1 AND status = 'publishing'))`,
      [id],
    );
    if (row) {
      throw new DomainError('conflict', 'A post of this account is being published right now. Try again in a moment.');
    }
    await tx.rows(`UPDATE account SET deleted_at = now() WHERE id = $1`, [id]);
    await tx.rows(
      `UPDATE post SET deleted_at = now(), version = version + 1 WHERE account_id = $1 AND deleted_at IS NULL`,
      [id],
    );
    await audit(tx, actor, 'delete', id);
  });
  await forgetAnswers(app, ['account', 'post']);
}

export async function restoreAccount(app: App, actor: Actor, id: string): Promise<void> {
  await refuseTakenAccess(app, id);
  await app.database.transaction(async (tx) => {
    const [row] = await tx.rows<{ name: string; taken: boolean }>(
      `SELECT name, EXISTS (SELECT 1 FROM account AS other WHERE other.channel = account.channel
         AND lower(other.name) = lower(account.name) AND other.deleted_at IS NULL) AS taken
       FROM account WHERE id = $1 AND deleted_at IS NOT NULL FOR UPDATE`,
      [id],
    );
    if (!row) {
      throw notFound('account');
    }
    if (row.taken) {
      throw new DomainError('conflict', `Another account is called “${row.name}” now. Rename that one first.`);
    }
    // Where the listing was deleted meanwhile, the post goes with it: it comes back when the listing does.
    await tx.rows(
      `UPDATE post SET deleted_at = listing.deleted_at, version = version + 1 FROM account, listing
       WHERE account.id = $1 AND post.account_id = $1 AND post.deleted_at = account.deleted_at
         AND listing.id = post.listing_id`,
      [id],
    );
    await tx.rows(`UPDATE account SET deleted_at = NULL WHERE id = $1`, [id]);
    await wakeAccounts(tx, [id]);
    await audit(tx, actor, 'restore', id);
  });
  await forgetAnswers(app, ['account', 'post']);
}

/** Makes the account active again; the posts that waited for the sign-in go on by themselves. */
async function unblock(tx: Transaction, actor: Actor, id: string): Promise<void> {
  await tx.rows(`UPDATE account SET status = 'active', blocked_reason = NULL WHERE id = $1 AND status = 'blocked'`, [
    id,
  ]);
  const posts = await tx.rows<{ id: string }>(
    `SELECT id FROM post WHERE account_id = $1 AND status = 'auth_blocked' AND deleted_at IS NULL`,
    [id],
  );
  await movePosts(tx, {
    move: 'unblock',
    postIds: posts.map((post) => post.id),
    actor: actorLabel(actor),
    detail: 'The account signs in again.',
    changes: { due: 'now', last: null },
  });
  await tx.rows(
    `UPDATE post SET due_at = clock_timestamp() WHERE account_id = $1 AND status = 'unknown' AND due_at IS NULL`,
    [id],
  );
}

/** Posts that are being made refer to the account: only who deletes it has to wait for them. */
async function lock(tx: Transaction, id: string, withPosts?: 'and against posts that are being made'): Promise<void> {
  const strength = withPosts === undefined ? 'NO KEY UPDATE' : 'UPDATE';
  const row = await firstRow(tx, `SELECT id FROM account WHERE id = $1 AND deleted_at IS NULL FOR ${strength}`, [id]);
  if (!row) {
    throw notFound('account');
  }
}

export function getChannel(app: App, name: string): Channel {
  const channel = app.channels.get(name);
  if (!channel) {
    throw new DomainError('bad_input', `There is no channel “${name}”.`, { fields: { channel: 'Choose a channel.' } });
  }
  return channel;
}

/** Where a person uploads, nothing goes out by itself: there is no gap to keep and no hour to be quiet in. */
function paceOn(channel: Channel, pace: Pace): Pace {
  return channel.delivery === 'sheet'
    ? { minGapSeconds: 0, postsPerDay: pace.postsPerDay, quietStartMinute: null, quietEndMinute: null }
    : pace;
}

async function refuseTakenName(name: string, channel: Channel, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (brokenUnique(error) === 'account_channel_name_key') {
      const sentence = `An account on ${channel.title} is called “${name}” already.`;
      throw new DomainError('conflict', sentence, { fields: { name: sentence } });
    }
    throw error;
  }
}

function audit(
  tx: Transaction,
  actor: Actor,
  action: string,
  id: string,
  detail: Record<string, string | boolean> = {},
) {
  return writeAudit(tx, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action,
    entity: 'account',
    entityId: id,
    detail,
  });
}
