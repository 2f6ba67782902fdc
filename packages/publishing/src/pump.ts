/**
 * The job `pump`: works through one account's due posts, by calls or, where the channel takes none, into its sheets. Concurrent pumps of one account are harmless (the lease lets
 * one through). It ends after a number of posts so that accounts take turns, and leaves a wake behind for whatever is
 * still to come; should that be lost, the sweeper finds the posts.
 */

import { firstRow, wakeAccountIn } from '@hawker/db';
import { handOver } from './hand-over.ts';
import type { EngineOptions } from './options.ts';
import { publishNext, type Step } from './publish-next.ts';

/** Posts of one account in a row before the others get their turn. */
const turn = 20;

/** A wake in the past would spin; a lease that somebody else holds is looked at again no sooner than this. */
const shortestWaitMs = 50;

export async function pump(engine: EngineOptions, accountId: string): Promise<void> {
  await takeTurn(engine, accountId);
  await engine.reached?.('before_job_finished', accountId);
}

async function takeTurn(engine: EngineOptions, accountId: string): Promise<void> {
  const next = await stepOf(engine, accountId);
  for (let step = 0; step < turn; step++) {
    if (engine.shutdown.aborted) {
      break;
    }
    const result = await next();
    if (result.kind === 'nothing') {
      return;
    }
    if (result.kind === 'wait') {
      await wakeAccountIn(engine.database.sql, accountId, Math.max(shortestWaitMs, result.waitMs));
      return;
    }
  }
  await wakeAccountIn(engine.database.sql, accountId, 0);
}

/** What a step of this account is. Its channel never changes. */
async function stepOf(engine: EngineOptions, accountId: string): Promise<() => Promise<Step>> {
  const account = await firstRow<{ channel: string }>(
    engine.database.prepared,
    'SELECT channel FROM account WHERE id = $1',
    [accountId],
  );
  const channel = engine.channels.get(account?.channel ?? '');
  return channel?.delivery === 'sheet'
    ? () => handOver(engine, channel, accountId)
    : () => publishNext(engine, accountId);
}
