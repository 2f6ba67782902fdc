/**
 * The circuit of a channel. When a channel answers nobody, every post that is tried costs it one of its retries, and
 * the channel one more call that it cannot serve. So after several failures in a row, of several accounts, the circuit
 * opens and nothing of that channel is claimed; then one post is let through to try, and its outcome closes the circuit or opens
 * it again for longer. One row in `channel_state`, changed only by conditional updates; taken last in the lock order.
 */

import { firstRow, type SqlRunner, type Transaction } from '@hawker/db';
import type { EngineTimes } from './options.ts';
import { wakeWaiting } from './wake.ts';

/** Source: publishing.md: "about 5 infrastructure failures over 3 or more accounts in 2 minutes". */
const opensAfter = { failures: 5, accounts: 3, within: '2 minutes' } as const;

const longestOpenMs = 600_000;

/** Lets one claim through an open circuit whose time is over. False where another was quicker. */
export async function tryHalfOpen(tx: Transaction, channel: string, forMs: number): Promise<boolean> {
  const won = await tx.rows(
    `UPDATE channel_state SET circuit = 'half_open', circuit_until = clock_timestamp() + $2 * interval '1 millisecond'
     WHERE channel = $1 AND circuit <> 'closed' AND circuit_until <= clock_timestamp() RETURNING channel`,
    [channel, forMs],
  );
  return won.length === 1;
}

/**
 * What one turn says of the channel itself: `no_answer` is a failure of its machines or of the network, `not_asked` that
 * it came to no call.
 */
export type ChannelSign = 'answered' | 'no_answer' | 'not_asked';

export interface CircuitNote {
  channel: string;
  sign: ChannelSign;
  /** Whether this call was the one let through. */
  probing: boolean;
}

/** Costs a statement only where the call failed or was the probe. */
export async function noteSign(
  tx: Transaction,
  { channel, sign, probing }: CircuitNote,
  times: Pick<EngineTimes, 'circuitOpenMs'>,
): Promise<void> {
  switch (sign) {
    case 'answered':
      return probing ? close(tx, channel) : undefined;
    case 'no_answer':
      return probing ? openAgain(tx, channel, times.circuitOpenMs) : openWhenManyFail(tx, channel, times.circuitOpenMs);
    case 'not_asked':
      return probing ? letAnotherTry(tx, channel) : undefined;
  }
}

/** The one that was let through never got as far as a call: it must not keep the others waiting for its answer. */
export async function letAnotherTry(tx: Transaction, channel: string): Promise<void> {
  await tx.rows(
    `UPDATE channel_state SET circuit_until = clock_timestamp() WHERE channel = $1 AND circuit = 'half_open'`,
    [channel],
  );
}

async function close(tx: Transaction, channel: string): Promise<void> {
  const closed = await tx.rows(
    `UPDATE channel_state SET circuit = 'closed', circuit_until = NULL, circuit_trips = 0,
       circuit_since = clock_timestamp(), updated_at = now()
     WHERE channel = $1 AND circuit <> 'closed' RETURNING channel`,
    [channel],
  );
  if (closed.length > 0) {
    await wakeWaiting(tx, channel);
  }
}

async function openAgain(tx: Transaction, channel: string, openMs: number): Promise<void> {
  await tx.rows(
    `UPDATE channel_state SET circuit = 'open', circuit_trips = circuit_trips + 1,
       circuit_until = clock_timestamp() + least($2 * 2 ^ least(circuit_trips, 20), $3) * interval '1 millisecond',
       updated_at = now()
     WHERE channel = $1 AND circuit = 'half_open'`,
    [channel, openMs, longestOpenMs],
  );
}

/**
 * Failures in a row: where one call in ten is lost but the others are answered, the channel is there, and stopping would
 * only slow it down. Those of before the circuit last closed say nothing of the channel now.
 */
async function openWhenManyFail(tx: Transaction, channel: string, openMs: number): Promise<void> {
  await tx.rows(
    `INSERT INTO channel_state (channel, circuit, circuit_until, circuit_trips)
     SELECT $1, 'open', clock_timestamp() + $2 * interval '1 millisecond', 1
     FROM (
       SELECT attempt.account_id,
         bool_and(coalesce(attempt.class IN ('retryable', 'unknown'), false)) OVER (ORDER BY attempt.finished_at DESC, attempt.id DESC) AS in_a_row
       FROM attempt JOIN account ON account.id = attempt.account_id LEFT JOIN channel_state USING (channel)
       WHERE channel = $1 AND (attempt.class IS NOT NULL OR attempt.status = 'succeeded')
         AND attempt.finished_at > clock_timestamp() - $5::interval
         AND attempt.finished_at > coalesce(channel_state.circuit_since, '-infinity')
       ORDER BY attempt.finished_at DESC, attempt.id DESC LIMIT 20
     ) AS latest
     WHERE in_a_row
     HAVING count(*) >= $3 AND count(DISTINCT account_id) >= $4
     ON CONFLICT (channel) DO UPDATE SET circuit = 'open', circuit_trips = 1, circuit_since = clock_timestamp(),
       circuit_until = excluded.circuit_until, updated_at = now()
     WHERE channel_state.circuit = 'closed'`,
    [channel, openMs, opensAfter.failures, opensAfter.accounts, opensAfter.within],
  );
}

export interface ChannelStateRow {
  channel: string;
  pausedAt: Date | null;
  circuit: 'closed' | 'open' | 'half_open';
  circuitUntil: Date | null;
}

/** As it stands; a channel that was never paused nor in trouble has no row. */
export function findChannelState(sql: SqlRunner, channel: string): Promise<ChannelStateRow | null> {
  return firstRow<ChannelStateRow>(
    sql,
    `SELECT channel, paused_at AS "pausedAt", circuit, circuit_until AS "circuitUntil" FROM channel_state WHERE channel = $1`,
    [channel],
  );
}
