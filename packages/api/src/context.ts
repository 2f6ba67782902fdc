/** What the router works with: the parts of the process (one App), and who is calling (one Context a request). */

import type { Cache } from '@hawker/cache';
import type { Channels } from '@hawker/channels';
import type { Role } from '@hawker/core';
import type { Database } from '@hawker/db';
import type { PhotoStore } from '@hawker/photos';
import type { CredentialBox } from '@hawker/publishing';
import type { RequestWork } from './diagnostics/request-work.ts';
import type { LiveHub } from './live/hub.ts';

export interface App {
  database: Database;
  cache: Cache;
  channels: Channels;
  credentials: CredentialBox;
  photos: PhotoStore;
  /** Where a file that streams in lies until it is read. */
  incomingDirectory: string;
  live: LiveHub;
  /** Where the practice market is; sample data makes its sellers there. Null where there is none. */
  marketUrl: string | null;
  /** Hawker's own public origin, for addresses of sample pictures. */
  origin: string;
  /** Opens the set-up page while there is no user; null where the owner is made from the environment. */
  setupToken: string | null;
  log: ApiLog;
}

export interface ApiLog {
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

export interface Actor {
  /** `session`: a browser; `token`: a program; `local`: the command line beside the database. */
  kind: 'session' | 'token' | 'local';
  userId: string | null;
  name: string;
  email: string | null;
  role: Role;
  /** Of a program: with which of its person's tokens it came. */
  tokenId?: string;
}

export interface ApiContext {
  app: App;
  actor: Actor | null;
  requestId: string;
  /** The caller's network address, for the sign-in limit; null in process. */
  address: string | null;
  /** Where it is counted what the request costs; absent where nobody measures. */
  work?: RequestWork | undefined;
}

/** Of an actor's label, before the id of the token. `listPostEvents` joins the tokens by it, in SQL. */
const tokenPrefix = 'token:';

/** How the ledger and the audit trail name who did it. */
export function actorLabel(actor: Actor): string {
  if (actor.tokenId !== undefined) {
    return `${tokenPrefix}${actor.tokenId}`;
  }
  return actor.userId === null ? actor.kind : `user:${actor.userId}`;
}

/** With which token it was done; null where it was none. */
export function tokenIdOfLabel(label: string): string | null {
  return label.startsWith(tokenPrefix) ? label.slice(tokenPrefix.length) : null;
}
