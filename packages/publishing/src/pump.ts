/**
 * The job `pump`: works through one account's due posts. Concurrent pumps of one account are harmless (the lease lets
 * one through). It ends after a number of posts so that accounts take turns, and leaves a wake behind for whatever is
 * still to come; should that be lost, the sweeper finds the posts.
 */

import { wakeAccountIn } from '@hawker/db';
import type { EngineOptions } from './options.ts';
import { publishNext } from './publish-next.ts';

/** Posts of one account in a row before the others get their turn. */
const turn = 20;

/** A wake in the past would spin; a lease that somebody else holds is looked at again no sooner than this. */
const shortestWaitMs = 50;

export async function pump(engine: EngineOptions, accountId: string): Promise<void> {
  await takeTurn(engine, accountId);
  await engine.reached?.('before_job_finished', accountId);
}

async function takeTurn(engine: EngineOptions, accountId: string): Promise<void> {
  for (let step = 0; step < turn; step++) {
    if (engine.shutdown.aborted) {
      break;
    }
    const result = await publishNext(engine, accountId);
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
