/**
 * What comes between the claim and the point of no return: the checks that need no call, and the channel's own
 * preparing (photos go up). Nothing here makes anything that a buyer could see.
 */

import type { ApiChannel, Channel, ChannelListing, Prepared } from '@hawker/channels';
import { type Credentials, checkLimits, type FieldErrors, type VariationErrors } from '@hawker/core';
import type { ClaimedListing, ClaimedPost } from './claim.ts';
import type { EngineOptions } from './options.ts';
import { withinTime } from './within-time.ts';

/** `asked`: whether the channel was called, so that its answer says something of the channel too. */
export interface Preparation {
  prepared: Prepared;
  asked: boolean;
}

export async function prepare(engine: EngineOptions, post: ClaimedPost, listing: ClaimedListing): Promise<Preparation> {
  const channel = findApiChannel(engine, post.channel);
  if (!channel) {
    return withoutAsking(rejected(noSuchChannel(post.channel), {}));
  }
  const credentials = openCredentials(engine, post.sealedCredentials);
  if (!credentials) {
    return withoutAsking(notReady({ kind: 'auth_expired', sentence: unreadableCredentials }));
  }
  const misfit = findMisfit(listing, channel);
  if (misfit) {
    return withoutAsking(rejected(misfit.sentence, misfit.fieldErrors));
  }
  try {
    const prepared = await withinTime(engine.times.prepareTimeoutMs, (signal) =>
      channel.prepare(toChannelListing(engine, post, listing), {
        credentials,
        signal: AbortSignal.any([signal, engine.shutdown]),
      }),
    );
    return { prepared, asked: true };
  } catch (error) {
    engine.log.error({ postId: post.postId, err: error }, 'preparing failed');
    return withoutAsking(
      notReady({ kind: 'retryable', sentence: 'A photo could not be read or sent. Nothing was posted.' }),
    );
  }
}

/** One that is called. */
export function findApiChannel({ channels }: Pick<EngineOptions, 'channels'>, name: string): ApiChannel | null {
  const channel = channels.get(name);
  return channel?.delivery === 'api' ? channel : null;
}

export function noSuchChannel(name: string): string {
  return `This Hawker has no channel “${name}” that it can call.`;
}

export interface Misfit {
  sentence: string;
  fieldErrors: FieldErrors;
}

/** Why the channel would not take the listing, as far as that can be told without asking it. */
export function findMisfit(
  listing: Pick<ClaimedListing, 'title' | 'description' | 'priceMinor' | 'currency' | 'photos' | 'ruleErrors'>,
  { limits, title }: Pick<Channel, 'limits' | 'title'>,
): Misfit | null {
  if (listing.ruleErrors !== null) {
    return ruledOut(listing.ruleErrors);
  }
  const broken = listing.photos.find((photo) => photo.error !== null);
  if (broken) {
    return { sentence: 'One of the photos could not be fetched.', fieldErrors: { photos: broken.error ?? '' } };
  }
  const fieldErrors = checkLimits({ ...listing, photoCount: listing.photos.length }, limits, title);
  const sentences = Object.values(fieldErrors);
  return sentences.length === 0 ? null : { sentence: sentences.join(' '), fieldErrors };
}

/** What the listing says then is not what its account is to say. */
function ruledOut({ priceMinor, ...texts }: VariationErrors): Misfit {
  const fieldErrors = { ...texts, ...(priceMinor === undefined ? {} : { price: priceMinor }) };
  return { sentence: Object.values(fieldErrors).join(' '), fieldErrors };
}

export const unreadableCredentials = 'The stored access cannot be opened with this Hawker’s key.';

/** Null where they cannot be opened. */
export function openCredentials(engine: EngineOptions, sealed: Uint8Array): Credentials | null {
  try {
    return engine.credentials.open(sealed);
  } catch {
    return null;
  }
}

type NotReady = Extract<Prepared, { kind: 'not_ready' }>;

function withoutAsking(prepared: NotReady): Preparation {
  return { prepared, asked: false };
}

function notReady(outcome: NotReady['outcome']): NotReady {
  return { kind: 'not_ready', outcome };
}

function rejected(sentence: string, fieldErrors: FieldErrors): NotReady {
  return notReady({ kind: 'rejected', sentence, fieldErrors });
}

function toChannelListing(engine: EngineOptions, post: ClaimedPost, listing: ClaimedListing): ChannelListing {
  const { ruleErrors: _, ...said } = listing;
  return {
    ...said,
    idempotencyKey: post.idempotencyKey,
    photos: listing.photos.flatMap(({ hash, mime }) =>
      hash === null || mime === null ? [] : [{ mime, read: () => engine.photos.read(hash) }],
    ),
  };
}
