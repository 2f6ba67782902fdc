import type { Channels } from '@hawker/channels';
import type { ChangedEntity, Credentials } from '@hawker/core';
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

export interface EngineOptions {
  database: Database;
  channels: Channels;
  credentials: CredentialBox;
  photos: PhotoStore;
  /** Called after a commit that changed something, and awaited before the job goes on: clears cached answers. */
  onChange(changed: readonly ChangedEntity[]): Promise<void>;
  /** In [0, 1): jitter. Injected, so that tests repeat. */
  random(): number;
  /** This process, as in the table `worker`. */
  workerId: string;
  log: EngineLog;
  /** Aborted when the worker drains: nothing new is claimed. */
  shutdown: AbortSignal;
}

/** How long preparing (photo uploads) may take, in milliseconds. */
export const prepareTimeoutMs = 60_000;

/** Held beyond the submit timeout, so that a slow commit or a pause of the process does not lose the lease. */
export const leaseMarginMs = 15_000;
