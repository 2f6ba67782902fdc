/**
 * What a channel is to the engine. Most deliver by calls (`ApiChannel`). A marketplace that offers none gets a file that a
 * person uploads (`SheetChannel`); `delivery` tells them apart, so that nothing can call what cannot be called.
 *
 * A channel knows its marketplace and nothing of Hawker's database: it gets a listing and credentials, and returns an
 * outcome. It does not throw for anything that a marketplace or a network can do.
 *
 * Publishing by calls is two steps, because of the point of no return. `prepare` may talk to the marketplace but must not make
 * anything that a buyer could see (it uploads photos, it checks categories). What it returns can be submitted once.
 * Between the two the engine commits "submitting" to its ledger; if the process dies after that, the outcome is
 * unknown and `lookup` must find out.
 */

import type { Condition, Credentials, ListingLimits, Outcome, Pace } from '@hawker/core';

export interface ChannelPhoto {
  mime: string;
  /** Bytes of the photo as it was prepared on upload. */
  read(): Promise<Uint8Array>;
}

export interface ChannelListing {
  /** The same for every retry; given to the marketplace as its reference, so that a lookup can find it. */
  idempotencyKey: string;
  title: string;
  description: string;
  priceMinor: number;
  currency: string;
  quantity: number;
  condition: Condition;
  category: string | null;
  brand: string | null;
  location: string | null;
  tags: readonly string[];
  photos: readonly ChannelPhoto[];
}

export interface ChannelCall {
  credentials: Credentials;
  /** Aborted when the worker drains or its deadline has passed. */
  signal: AbortSignal;
}

/** Everything but `published`, `pending` and `unknown`: what can be said before anything was submitted. */
export type PrepareFailure = Extract<Outcome, { kind: 'retryable' | 'rate_limited' | 'auth_expired' | 'rejected' }>;

export type Prepared =
  | { kind: 'ready'; submit(signal: AbortSignal): Promise<Outcome> }
  | { kind: 'not_ready'; outcome: PrepareFailure };

export type LookupResult =
  | { kind: 'found'; externalId: string; externalUrl: string | null }
  /** Definitely not at the marketplace. */
  | { kind: 'absent' }
  | { kind: 'auth_expired'; sentence: string }
  /** The marketplace could not tell; ask again later. */
  | { kind: 'unclear'; sentence: string; retryAfterMs?: number };

/** What ends a live listing. */
export type ListingEnd = 'sold' | 'delisted';

export type EndResult =
  /** It is so now, or was before: asking twice is as good as once. */
  | { kind: 'ended' }
  | { kind: 'auth_expired'; sentence: string }
  | { kind: 'refused'; sentence: string }
  /** It may be so or not; ask again later. */
  | { kind: 'unclear'; sentence: string; retryAfterMs?: number };

export type SignInResult =
  | { kind: 'ok'; sellerName: string }
  | { kind: 'refused'; sentence: string }
  /** Nothing is known about the credentials: never a reason to block an account. */
  | { kind: 'unreachable'; sentence: string };

export interface CredentialField {
  name: string;
  label: string;
  hint: string;
}

interface AnyChannel {
  /** Stored with accounts: `practice`, `ebay`. */
  readonly name: string;
  /** As people read it: `Practice market`. */
  readonly title: string;
  readonly limits: ListingLimits;
  readonly defaultPace: Pace;
}

export interface ApiChannel extends AnyChannel {
  readonly delivery: 'api';
  /** How an unknown outcome may be settled. */
  readonly idempotency: 'upsert-by-key' | 'lookup' | 'none';
  readonly credentialFields: readonly CredentialField[];
  /** How long a submit may take before its outcome counts as unknown, in milliseconds. */
  readonly submitTimeoutMs: number;
  /** Where a person gets credentials, or null. */
  readonly signUpUrl: string | null;
  checkSignIn(call: ChannelCall): Promise<SignInResult>;
  prepare(listing: ChannelListing, call: ChannelCall): Promise<Prepared>;
  /** `pendingToken`: what the channel itself gave with `pending`; null where the reply was lost. */
  lookup(idempotencyKey: string, call: ChannelCall, pendingToken: string | null): Promise<LookupResult>;
  /** Marks a live listing as sold, or takes it down. */
  endListing(externalId: string, end: ListingEnd, call: ChannelCall): Promise<EndResult>;
}

/**
 * A marketplace that no program may post to. Due posts go into sheets; a person uploads each and says that it is live.
 * There is nothing to sign in to, to look up or to end: what is done there, a person does.
 */
export interface SheetChannel extends AnyChannel {
  readonly delivery: 'sheet';
  /** The most that one file may hold. */
  readonly maxRowsPerSheet: number;
  /** The marketplace in a sentence: `upload it at Facebook`. */
  readonly place: string;
  /** Where a person uploads the file. */
  readonly uploadUrl: string;
  /** What a person does there, step by step, in the words of the marketplace's own screens. */
  readonly uploadSteps: readonly string[];
}

export type Channel = ApiChannel | SheetChannel;

export type Channels = ReadonlyMap<string, Channel>;
