/**
 * One step of an account: claim, then either publish (prepare, point of no return, submit, record) or look up. The
 * transactions are in files of their own; this one shows their order, and that the channel is only ever called
 * between them.
 */

import type { ApiChannel, Prepared } from '@hawker/channels';
import type { Outcome } from '@hawker/core';
import type { ChannelSign } from './circuit.ts';
import { type Claim, type ClaimedPost, claim } from './claim.ts';
import { type LookedUp, lookUp, recordLookup } from './look-up.ts';
import type { EngineOptions, EngineStep } from './options.ts';
import { findApiChannel, noSuchChannel, openCredentials, prepare, unreadableCredentials } from './prepare.ts';
import { record, releaseClaim } from './record.ts';
import { startStopwatch } from './stopwatch.ts';
import { passPointOfNoReturn } from './submit.ts';
import { untilConnected } from './until-connected.ts';
import { withinTime } from './within-time.ts';

export type Step =
  /** Something was done: there may be more. */
  { kind: 'worked' } | { kind: 'wait'; waitMs: number } | { kind: 'nothing' };

export async function publishNext(engine: EngineOptions, accountId: string): Promise<Step> {
  await engine.reached?.('before_claim', accountId);
  const claimed = await claim(engine, accountId);
  await engine.reached?.('after_claim', accountId);
  switch (claimed.kind) {
    case 'nothing':
    case 'wait':
      return claimed;
    case 'set_aside':
      break;
    case 'publish':
      await engine.onChange(['post']);
      await publish(engine, claimed);
      break;
    case 'look_up':
      await settleUnknown(engine, claimed);
      break;
  }
  await engine.onChange(['post', 'account']);
  return { kind: 'worked' };
}

async function publish(
  engine: EngineOptions,
  { post, listing, observed }: Extract<Claim, { kind: 'publish' }>,
): Promise<void> {
  const { database, workerId, times } = engine;
  const reached = (step: EngineStep) => engine.reached?.(step, post.accountId);
  if (observed) {
    await finish(engine, post, { outcome: { kind: 'published', ...observed }, submitted: false, sign: 'not_asked' });
    return;
  }
  await reached('while_preparing');
  const { prepared, asked } = await prepare(engine, post, listing);
  if (engine.shutdown.aborted) {
    // Nothing was sent, and another worker takes it at once: what a drain cut short is no failure of the post.
    await releaseClaim(database, post, workerId);
    return;
  }
  if (prepared.kind === 'not_ready') {
    const { outcome } = prepared;
    await finish(engine, post, { outcome, submitted: false, sign: asked ? signOf(outcome) : 'not_asked' });
    return;
  }
  await reached('before_point_of_no_return');
  // Others may believe this worker dead by the time that the request would go out.
  if (engine.silentForMs() >= times.selfFenceAfterMs) {
    engine.log.warn({ postId: post.postId }, 'no heartbeat got through for too long: nothing is sent');
    await releaseClaim(database, post, workerId);
    return;
  }
  const submitTimeoutMs = findApiChannel(engine, post.channel)?.submitTimeoutMs ?? 0;
  const sinceCommit = startStopwatch();
  if (!(await passPointOfNoReturn(database, post, submitTimeoutMs + times.leaseMarginMs))) {
    engine.log.info({ postId: post.postId }, 'the claim was lost or canceled before the point of no return');
    await releaseClaim(database, post, workerId);
    return;
  }
  await reached('after_point_of_no_return');
  await reached('before_wire');
  // The lease was counted from the commit. If that was long ago by this process's own clocks (it was suspended), the
  // lease may end while the request is under way, so nothing is sent. Nothing is awaited between here and the wire.
  if (sinceCommit.elapsedMs() > times.leaseMarginMs) {
    const outcome: Outcome = { kind: 'retryable', sentence: 'This machine was too slow to send it in time.' };
    await finish(engine, post, { outcome, submitted: false, sign: 'not_asked' });
    return;
  }
  const outcome = await submit(engine, post, prepared, submitTimeoutMs);
  await reached('after_reply');
  await finish(engine, post, { outcome, submitted: true, sign: signOf(outcome) });
}

interface Finished {
  outcome: Outcome;
  submitted: boolean;
  sign: ChannelSign;
}

async function finish(engine: EngineOptions, post: ClaimedPost, finished: Finished): Promise<void> {
  const { database, workerId, times } = engine;
  await engine.reached?.('before_record', post.accountId);
  const random = engine.random();
  const recorded = await untilConnected(times.leaseMarginMs, () =>
    record(database, { ...finished, post, workerId, times, random }),
  );
  await engine.reached?.('after_record', post.accountId);
  engine.log.info({ postId: post.postId, outcome: finished.outcome.kind, recorded }, 'outcome');
}

/** Any answer that can be trusted shows that the channel is there, a refusal too. */
function signOf(outcome: Outcome): ChannelSign {
  return outcome.kind === 'retryable' || outcome.kind === 'unknown' ? 'no_answer' : 'answered';
}

/** A channel does not throw. Should one do so all the same, nothing is known after the point of no return. */
async function submit(
  engine: EngineOptions,
  post: ClaimedPost,
  prepared: Extract<Prepared, { kind: 'ready' }>,
  timeoutMs: number,
): Promise<Outcome> {
  try {
    return await withinTime(timeoutMs, (signal) => prepared.submit(signal));
  } catch (error) {
    engine.log.error({ postId: post.postId, err: error }, 'a channel threw, or hung, while submitting');
    return { kind: 'unknown', sentence: 'Something went wrong while it was sent: it may or may not be posted.' };
  }
}

async function settleUnknown(engine: EngineOptions, claimed: Extract<Claim, { kind: 'look_up' }>): Promise<void> {
  const { database, workerId, times } = engine;
  const { post, lookups } = claimed;
  const channel = findApiChannel(engine, post.channel);
  const { result, asked } = await lookUpSafely(engine, claimed, channel);
  const idempotency = channel?.idempotency ?? 'none';
  await recordLookup(database, { post, idempotency, result, asked, lookups, workerId, times });
}

/** Whatever goes wrong here counts as a look that settled nothing, so that the post is not looked at for ever. */
async function lookUpSafely(
  engine: EngineOptions,
  { post, pendingToken }: Extract<Claim, { kind: 'look_up' }>,
  channel: ApiChannel | null,
): Promise<LookedUp> {
  if (!channel) {
    return { asked: false, result: { kind: 'unclear', sentence: noSuchChannel(post.channel) } };
  }
  const credentials = openCredentials(engine, post.sealedCredentials);
  if (!credentials) {
    return { asked: false, result: { kind: 'auth_expired', sentence: unreadableCredentials } };
  }
  try {
    return await withinTime(channel.submitTimeoutMs, (signal) =>
      lookUp(engine.database, post, channel, { credentials, signal }, pendingToken),
    );
  } catch (error) {
    engine.log.error({ postId: post.postId, err: error }, 'a lookup failed');
    return { asked: true, result: { kind: 'unclear', sentence: 'Something went wrong while Hawker looked for it.' } };
  }
}
