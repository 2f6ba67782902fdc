/**
 * One step of an account: claim, then either publish (prepare, point of no return, submit, record) or look up. The
 * transactions are in files of their own; this one shows their order, and that the channel is only ever called
 * between them.
 */

import type { Channel, ChannelCall, ChannelListing, LookupResult, Prepared } from '@hawker/channels';
import { checkLimits, type Outcome } from '@hawker/core';
import { type Claim, type ClaimedListing, type ClaimedPost, claim } from './claim.ts';
import { lookUp, recordLookup } from './look-up.ts';
import { type EngineOptions, leaseMarginMs, prepareTimeoutMs } from './options.ts';
import { record, releaseClaim } from './record.ts';
import { passPointOfNoReturn } from './submit.ts';

export type Step =
  /** Something was done: there may be more. */
  { kind: 'worked' } | { kind: 'wait'; waitMs: number } | { kind: 'nothing' };

export async function publishNext(engine: EngineOptions, accountId: string): Promise<Step> {
  const claimed = await claim(engine.database, accountId, engine.workerId);
  switch (claimed.kind) {
    case 'nothing':
    case 'wait':
      return claimed;
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

async function publish(engine: EngineOptions, { post, listing }: Extract<Claim, { kind: 'publish' }>): Promise<void> {
  const prepared = await prepare(engine, post, listing);
  if (prepared.kind === 'not_ready') {
    await finish(engine, post, prepared.outcome, false);
    return;
  }
  const channel = engine.channels.get(post.channel);
  const submitTimeoutMs = channel?.submitTimeoutMs ?? 0;
  const beforeCommitMs = performance.now();
  if (!(await passPointOfNoReturn(engine.database, post, submitTimeoutMs))) {
    engine.log.info({ postId: post.postId }, 'the claim was lost or canceled before the point of no return');
    await releaseClaim(engine.database, post, engine.workerId);
    return;
  }
  // The lease was counted from the commit. If that was long ago by this process's own clock (it was suspended), the
  // lease may end while the request is under way, so nothing is sent.
  if (performance.now() - beforeCommitMs > leaseMarginMs) {
    await finish(engine, post, { kind: 'retryable', sentence: 'This machine was too slow to send it in time.' }, false);
    return;
  }
  await finish(engine, post, await submit(engine, post, prepared, submitTimeoutMs), true);
}

async function finish(engine: EngineOptions, post: ClaimedPost, outcome: Outcome, submitted: boolean): Promise<void> {
  const request = { post, outcome, submitted, workerId: engine.workerId, random: engine.random() };
  const recorded = await record(engine.database, request);
  engine.log.info({ postId: post.postId, outcome: outcome.kind, recorded }, 'outcome');
}

/** A channel does not throw. Should one do so all the same, nothing is known after the point of no return. */
async function submit(
  engine: EngineOptions,
  post: ClaimedPost,
  prepared: Extract<Prepared, { kind: 'ready' }>,
  timeoutMs: number,
): Promise<Outcome> {
  try {
    return await prepared.submit(AbortSignal.timeout(timeoutMs));
  } catch (error) {
    engine.log.error({ postId: post.postId, err: error }, 'a channel threw while submitting');
    return { kind: 'unknown', sentence: 'Something went wrong while it was sent: it may or may not be posted.' };
  }
}

async function prepare(engine: EngineOptions, post: ClaimedPost, listing: ClaimedListing): Promise<Prepared> {
  const channel = engine.channels.get(post.channel);
  if (!channel) {
    return rejected(`This Hawker has no channel “${post.channel}”.`, {});
  }
  const call = callFor(engine, post, prepareTimeoutMs);
  if (!call) {
    return notReady({ kind: 'auth_expired', sentence: unreadableCredentials });
  }
  const broken = listing.photos.find((photo) => photo.error !== null);
  if (broken) {
    return rejected('One of the photos could not be fetched.', { photos: broken.error ?? '' });
  }
  const errors = checkLimits({ ...listing, photoCount: listing.photos.length }, channel.limits, channel.title);
  if (Object.keys(errors).length > 0) {
    return rejected(Object.values(errors).join(' '), errors);
  }
  try {
    return await channel.prepare(toChannelListing(engine, post, listing), call);
  } catch (error) {
    engine.log.error({ postId: post.postId, err: error }, 'preparing failed');
    return notReady({ kind: 'retryable', sentence: 'A photo could not be read or sent. Nothing was posted.' });
  }
}

const unreadableCredentials = 'The stored access cannot be opened with this Hawker’s key.';

type NotReady = Extract<Prepared, { kind: 'not_ready' }>;

function notReady(outcome: NotReady['outcome']): NotReady {
  return { kind: 'not_ready', outcome };
}

function rejected(sentence: string, fieldErrors: Record<string, string>): NotReady {
  return notReady({ kind: 'rejected', sentence, fieldErrors });
}

function callFor(engine: EngineOptions, post: ClaimedPost, timeoutMs: number): ChannelCall | null {
  try {
    return { credentials: engine.credentials.open(post.sealedCredentials), signal: AbortSignal.timeout(timeoutMs) };
  } catch {
    return null;
  }
}

function toChannelListing(engine: EngineOptions, post: ClaimedPost, listing: ClaimedListing): ChannelListing {
  return {
    ...listing,
    idempotencyKey: post.idempotencyKey,
    photos: listing.photos.flatMap(({ hash, mime }) =>
      hash === null || mime === null ? [] : [{ mime, read: () => engine.photos.read(hash) }],
    ),
  };
}

async function settleUnknown(engine: EngineOptions, claimed: Extract<Claim, { kind: 'look_up' }>): Promise<void> {
  const { post, lookups } = claimed;
  const channel = engine.channels.get(post.channel);
  const result = await lookUpSafely(engine, post, channel);
  const idempotency = channel?.idempotency ?? 'none';
  await recordLookup(engine.database, { post, idempotency, result, lookups, workerId: engine.workerId });
}

/** Whatever goes wrong here counts as a look that settled nothing, so that the post is not looked at for ever. */
async function lookUpSafely(
  engine: EngineOptions,
  post: ClaimedPost,
  channel: Channel | undefined,
): Promise<LookupResult> {
  if (!channel) {
    return { kind: 'unclear', sentence: `This Hawker has no channel “${post.channel}”.` };
  }
  const call = callFor(engine, post, channel.submitTimeoutMs);
  if (!call) {
    return { kind: 'auth_expired', sentence: unreadableCredentials };
  }
  try {
    return await lookUp(engine.database, post, channel, call);
  } catch (error) {
    engine.log.error({ postId: post.postId, err: error }, 'a lookup failed');
    return { kind: 'unclear', sentence: 'Something went wrong while Hawker looked for it.' };
  }
}
