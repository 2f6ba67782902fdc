/**
 * Everything the invariants are checked against, gathered after a run. Plain data: the checks are pure functions of it,
 * so each can be shown a breach (invariants.test.ts). Times are milliseconds since 1970 unless said otherwise.
 */

import type { PostStatus } from '@hawker/core';
import type { ListingEnd, Submit } from '../desk/market-log.ts';
import type { Witnessed } from '../desk/witness.ts';

export interface Evidence {
  /** The oracle: every call of the market's `POST /v1/listings`, in its order. */
  submits: readonly Submit[];
  /** What was marked as sold or taken down there, in its order. */
  ends: readonly ListingEnd[];
  accounts: readonly EvidenceAccount[];
  posts: readonly LedgerPost[];
  /** What the ledger keeps of what the channel said. */
  observed: readonly { postId: string; generation: number; externalId: string }[];
  /** In the order of their ids. */
  events: readonly LedgerEvent[];
  witnessed: readonly Witnessed[];
  /** What the API said yes to: a listing by its SKU, and the accounts that it is to be posted to. */
  accepted: readonly { sku: string; accountIds: readonly string[] }[];
  /** Cancels that were acknowledged as done. */
  canceled: readonly { postId: string; generation: number }[];
  live: LiveEvidence;
  leftovers: Leftovers;
  /** After so long the worker hangs up: the market may go on with a call that nobody waits for any more. */
  submitTimeoutMs: number;
}

export interface EvidenceAccount {
  id: string;
  sellerId: string;
  timeZone: string;
  minGapSeconds: number;
  /** Null: more than the run could reach. */
  dailyLimit: { posts: number; untilMs: number } | null;
}

export interface LedgerPost {
  id: string;
  accountId: string;
  sku: string;
  status: PostStatus;
  generation: number;
  version: number;
  externalId: string | null;
}

export interface LedgerEvent {
  id: number;
  postId: string;
  version: number;
  move: string;
  toStatus: PostStatus;
  atMs: number;
}

export interface LiveEvidence {
  /** In the order in which the client heard them; `connection` grows with each reconnect. */
  messages: readonly { connection: number; postId: string; version: number }[];
  /** What the client shows at the end, by post. */
  shown: ReadonlyMap<string, { version: number; status: PostStatus }>;
  connections: number;
}

/** What stood in somebody's way, in the end or while it ran. */
export interface Leftovers {
  leases: number;
  lockedJobs: number;
  openAttempts: number;
  /** The longest that a lease or a job's lock was seen after its worker had ended, in milliseconds. */
  outlivedMs: number;
}

export interface Finding {
  id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7';
  says: string;
  /** How much was looked at: a check of nothing proves nothing. */
  checked: string;
  breaches: readonly string[];
}
