/** The practice market as a channel: which answer of the wire means what for a post. */

import { coreLimits, type Outcome, practicePace } from '@hawker/core';
import type {
  ApiChannel,
  ChannelCall,
  ChannelListing,
  EndResult,
  ListingEnd,
  LookupResult,
  Prepared,
  PrepareFailure,
} from '../contract.ts';
import { type MarketListing, PracticeClient, type PracticeClientOptions, type Reply } from './client.ts';
import { fromMarketFields, toMarketListing } from './transform.ts';

/** Where the market says 429 without saying for how long. */
const fallbackRetryAfterMs = 30_000;

/** A limit that asks for no wait at all would be asked again at once, without end: it costs no try. */
const shortestRetryAfterMs = 1_000;

const expiredToken = 'The practice market no longer accepts this account’s access token.';

const unreachable = 'The practice market could not be reached.';

export function createPracticeChannel(options: PracticeClientOptions): ApiChannel {
  const client = new PracticeClient(options);

  return {
    delivery: 'api',
    name: 'practice',
    title: 'Practice market',
    // The market also honours the key, unless its switch for that is off; looking first is safe either way.
    idempotency: 'lookup',
    limits: { ...coreLimits, titleMax: 100, photosMax: 10 },
    credentialFields: [
      {
        name: 'token',
        label: 'Access token',
        hint: 'On the practice market, open “Sell”, make a seller and copy its token.',
      },
    ],
    defaultPace: practicePace,
    submitTimeoutMs: 20_000,
    signUpUrl: `${client.marketUrl}/sell`,

    async checkSignIn(call) {
      const reply = await client.seller(tokenOf(call), call.signal);
      if (reply.kind === 'ok') {
        return { kind: 'ok', sellerName: reply.value.name };
      }
      if (reply.kind === 'refused' && reply.status === 401) {
        return { kind: 'refused', sentence: 'The practice market does not accept this access token.' };
      }
      return { kind: 'unreachable', sentence: `${unreachable} Try again in a moment.` };
    },

    async prepare(listing, call) {
      const photoIds: string[] = [];
      for (const photo of listing.photos) {
        const reply = await client.uploadPhoto(tokenOf(call), await photo.read(), photo.mime, call.signal);
        if (reply.kind !== 'ok') {
          return { kind: 'not_ready', outcome: prepareFailure(reply) };
        }
        photoIds.push(reply.value.id);
      }
      return readyToSubmit(client, listing, photoIds, call);
    },

    async lookup(idempotencyKey, call): Promise<LookupResult> {
      const reply = await client.listingsByReference(tokenOf(call), idempotencyKey, call.signal);
      if (reply.kind === 'ok') {
        const [found] = reply.value.listings;
        return found ? { kind: 'found', externalId: found.id, externalUrl: found.url } : { kind: 'absent' };
      }
      if (reply.kind === 'refused' && reply.status === 401) {
        return { kind: 'auth_expired', sentence: reply.message };
      }
      return unclear(reply);
    },

    async endListing(externalId, end, call) {
      const token = tokenOf(call);
      const reply =
        end === 'sold'
          ? await client.markSold(token, externalId, call.signal)
          : await client.takeDown(token, externalId, call.signal);
      return endResult(reply, end);
    },
  };
}

function endResult(reply: Reply<MarketListing>, end: ListingEnd): EndResult {
  if (reply.kind === 'ok') {
    return { kind: 'ended' };
  }
  if (reply.kind === 'refused') {
    switch (reply.status) {
      case 401:
        return { kind: 'auth_expired', sentence: expiredToken };
      case 404:
        // What is not there need not be taken down.
        return end === 'delisted' ? { kind: 'ended' } : { kind: 'refused', sentence: reply.message };
      case 400:
      case 403:
      case 409:
      case 422:
        return { kind: 'refused', sentence: reply.message };
    }
  }
  return unclear(reply);
}

/** What says nothing for certain about a listing that is there, or is looked for. */
function unclear(reply: Failure): Extract<LookupResult & EndResult, { kind: 'unclear' }> {
  const retryAfterMs = reply.kind === 'refused' ? reply.retryAfterMs : null;
  const sentence = reply.kind === 'refused' ? reply.message : unreachable;
  return { kind: 'unclear', sentence, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}

function tokenOf(call: ChannelCall): string {
  return call.credentials.token ?? '';
}

function readyToSubmit(
  client: PracticeClient,
  listing: ChannelListing,
  photoIds: string[],
  call: ChannelCall,
): Prepared {
  return {
    kind: 'ready',
    submit: async (signal) => {
      const request = toMarketListing(listing, photoIds);
      return submitOutcome(await client.createListing(tokenOf(call), listing.idempotencyKey, request, signal));
    },
  };
}

type Failure = Exclude<Reply<never>, { kind: 'ok' }>;

/** Before anything was submitted a lost answer is harmless: the photo is at worst uploaded twice. */
function prepareFailure(reply: Failure): PrepareFailure {
  if (reply.kind === 'refused') {
    return refusal(reply) ?? { kind: 'retryable', sentence: reply.message };
  }
  return { kind: 'retryable', sentence: unreachable };
}

function submitOutcome(reply: Reply<MarketListing>): Outcome {
  switch (reply.kind) {
    case 'ok':
      return { kind: 'published', externalId: reply.value.id, externalUrl: reply.value.url };
    case 'not_sent':
      return { kind: 'retryable', sentence: unreachable };
    case 'lost':
      return { kind: 'unknown', sentence: 'The practice market did not answer: it may or may not have the listing.' };
    case 'refused':
      return (
        refusal(reply) ?? {
          kind: 'unknown',
          sentence:
            reply.status === 409
              ? 'The practice market has this post already, with another text.'
              : `The practice market answered ${reply.status}, which says nothing certain.`,
        }
      );
  }
}

/**
 * What a refusal certainly means; null where it is not certain that nothing was posted. 409 is among those: the key was
 * used before, so its listing may well be live.
 */
function refusal(reply: Extract<Failure, { kind: 'refused' }>): PrepareFailure | null {
  const { status, message, fields, retryAfterMs } = reply;
  switch (status) {
    case 401:
      return { kind: 'auth_expired', sentence: expiredToken };
    case 429:
      return {
        kind: 'rate_limited',
        sentence: message,
        retryAfterMs: Math.max(shortestRetryAfterMs, retryAfterMs ?? fallbackRetryAfterMs),
      };
    case 503:
      return { kind: 'retryable', sentence: message, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
    case 400:
    case 403:
    case 404:
    case 413:
    case 415:
    case 422:
      return { kind: 'rejected', sentence: reasonOf(message, fields), fieldErrors: fromMarketFields(fields) };
    default:
      return null;
  }
}

/** What the fields say is the reason; the market's own message only says that there is one. */
function reasonOf(message: string, fields: Readonly<Record<string, string>>): string {
  return Object.values(fields).join(' ') || message;
}
