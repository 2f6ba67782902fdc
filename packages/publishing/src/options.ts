import type { Channels } from '@hawker/channels';
import { type ChangedEntity, type Credentials, settleTimeMs } from '@hawker/core';
import type { Database } from '@hawker/db';
import type { PhotoStore } from '@hawker/photos';

/** Opens what was sealed. Throws when the key is not the one that sealed it. */
export interface CredentialBox {
  seal(credentials: Credentials): Uint8Array;
  open(sealed: Uint8Array): Credentials;
}

export interface EngineLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/**
 * The places between which a process may die, in their order. Each is where the next line has not run yet: at
 * `after_claim` the claim is committed, at `before_record` the channel has answered and nothing is written.
 */
export const engineSteps = [
  'before_claim',
  'after_claim',
  'while_preparing',
  'before_point_of_no_return',
  'after_point_of_no_return',
  'before_wire',
  'after_reply',
  'before_record',
  'after_record',
  'before_job_finished',
] as const;
export type EngineStep = (typeof engineSteps)[number];

/** All in milliseconds. Source: publishing.md, and the design of a lease: it must outlast what it protects. */
export interface EngineTimes {
  /** How long preparing (photo uploads) may take. */
  prepareTimeoutMs: number;
  /** Held beyond the prepare or submit timeout, so that a slow commit or a pause of the process does not lose the lease. */
  leaseMarginMs: number;
  /** First look at the channel after a lost reply; doubles with each look that settles nothing. */
  settleTimeMs: number;
  heartbeatEveryMs: number;
  /** A worker that was not heard for so long is dead: its jobs and whatever it had not sent are given to others. */
  workerDeadAfterMs: number;
  /** A worker that could not make itself heard for so long sends nothing more. Less than `workerDeadAfterMs`. */
  selfFenceAfterMs: number;
  /** How long a channel's circuit stays open the first time; doubles each time in a row. */
  circuitOpenMs: number;
}

export const defaultTimes: EngineTimes = {
  prepareTimeoutMs: 60_000,
  leaseMarginMs: 15_000,
  settleTimeMs,
  heartbeatEveryMs: 5_000,
  workerDeadAfterMs: 30_000,
  selfFenceAfterMs: 20_000,
  circuitOpenMs: 30_000,
};

export interface EngineOptions {
  database: Database;
  channels: Channels;
  credentials: CredentialBox;
  photos: PhotoStore;
  times: EngineTimes;
  /** Called after a commit that changed something, and awaited before the job goes on: clears cached answers. */
  onChange(changed: readonly ChangedEntity[]): Promise<void>;
  /** In [0, 1): jitter. Injected, so that tests repeat. */
  random(): number;
  /** This process, as in the table `worker`. */
  workerId: string;
  /** For how long this worker could not make itself heard, in milliseconds. */
  silentForMs(): number;
  log: EngineLog;
  /** Aborted when the worker drains: nothing new is claimed. */
  shutdown: AbortSignal;
  /** Awaited at each step where it is given. Only fault tests give it; what it throws, the step throws. */
  reached?: (step: EngineStep, accountId: string) => Promise<void> | void;
}
