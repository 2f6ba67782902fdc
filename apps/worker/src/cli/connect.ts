/**
 * One way to Hawker for every command: the typed client. With HAWKER_URL and HAWKER_TOKEN it speaks HTTP to a Hawker
 * elsewhere; otherwise the router runs in this process, beside the database.
 */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as WebReadableStream } from 'node:stream/web';
import type { Actor, ApiLog, ExportRequest, OpenApp } from '@hawker/api';
import { type ClientOptions, createClient, fetchExport, type HawkerClient } from '@hawker/api/client';
import { DomainError, photoBucketOf } from '@hawker/core';
import { z } from 'zod';
import type { CommandEnv } from '../env.ts';
import { CommandError, exitCodes, wrongUse } from './exit-codes.ts';
import type { Place } from './explain-error.ts';
import { findRunningHawker } from './running-hawker.ts';

export interface Connection {
  hawker: HawkerClient;
  /** Set beside the database only, for what is not worth a procedure. */
  local: { app: OpenApp; actor: Actor } | null;
  /** The rows as a file. What refuses it is a `CommandError`; a file that breaks off is an error of the stream. */
  openExport(request: ExportRequest): Promise<Readable>;
  /** How often it may be asked how things stand, in milliseconds. */
  pollEveryMs: number;
  close(): Promise<void>;
}

export interface DatabaseOfHawker {
  databaseUrl: string;
  marketUrl: string | null;
  origin: string | null;
}

export const notRunning =
  'Hawker is not running here. Start it with `npm start`, or set DATABASE_URL, or HAWKER_URL and HAWKER_TOKEN.';

/** Whoever can read the database's address may do everything. */
const commandLine: Actor = { kind: 'local', userId: null, name: 'command line', email: null, role: 'owner' };

export function placeOf(env: CommandEnv): Place | null {
  if (env.HAWKER_URL !== undefined) {
    return { kind: 'remote', url: env.HAWKER_URL };
  }
  const databaseUrl = env.DATABASE_URL ?? findRunningHawker(env.HAWKER_DATA_DIR)?.databaseUrl;
  return databaseUrl === undefined ? null : { kind: 'database', host: hostOf(databaseUrl) };
}

/** For a sentence: never with the password. */
function hostOf(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  return url?.host ? url.host : 'DATABASE_URL';
}

/** DATABASE_URL, or the database that `npm start` runs here. */
export function findDatabase(env: CommandEnv, what: string): DatabaseOfHawker {
  if (env.HAWKER_URL !== undefined) {
    throw wrongUse(`\`hawker ${what}\` works beside the database only. Unset HAWKER_URL and HAWKER_TOKEN.`);
  }
  const running = findRunningHawker(env.HAWKER_DATA_DIR);
  const databaseUrl = env.DATABASE_URL ?? running?.databaseUrl;
  if (databaseUrl === undefined) {
    throw new CommandError(exitCodes.unreachable, notRunning);
  }
  // What runs here may use another database than the one that was named.
  const same = running?.databaseUrl === databaseUrl ? running : null;
  return {
    databaseUrl,
    marketUrl: env.HAWKER_MARKET_URL ?? same?.marketUrl ?? null,
    origin: env.HAWKER_ORIGIN ?? same?.origin ?? null,
  };
}

export interface ConnectOptions {
  /** For messages: `sample`. */
  command: string;
  /** The command seals credentials, so it must have the same key as the workers. */
  seals?: boolean;
}

export async function connect(env: CommandEnv, options: ConnectOptions): Promise<Connection> {
  if (env.HAWKER_URL !== undefined && env.HAWKER_TOKEN !== undefined) {
    const remote = { url: env.HAWKER_URL, token: env.HAWKER_TOKEN };
    return {
      hawker: createClient(remote),
      local: null,
      openExport: (request) => fetchedExport(remote, request),
      pollEveryMs: 1_000,
      close: () => Promise.resolve(),
    };
  }
  const { databaseUrl, marketUrl, origin } = findDatabase(env, options.command);
  // Loaded only now: a remote command needs neither Postgres nor the picture library.
  const { createLocalClient, openApp, openExport } = await import('@hawker/api');
  const app = await openApp({
    databaseUrl,
    redisUrl: env.REDIS_URL,
    dataDirectory: env.HAWKER_DATA_DIR,
    secretKey: keyFor(env, options.seals ?? false),
    marketUrl,
    photoBucket: photoBucketOf(env),
    origin: origin ?? 'http://localhost:3000',
    setupToken: null,
    applicationName: `hawker ${options.command}`,
    maxConnections: 4,
    log: logTo(env),
  });
  return {
    hawker: createLocalClient(app, commandLine),
    local: { app, actor: commandLine },
    openExport: (request) => Promise.resolve(openExport(app, request).content),
    pollEveryMs: 300,
    close: () => app.close(),
  };
}

async function fetchedExport(remote: ClientOptions, request: ExportRequest): Promise<Readable> {
  const response = await fetchExport(remote, request);
  if (response.ok && response.body !== null) {
    return Readable.fromWeb(response.body as WebReadableStream);
  }
  if (response.status === 401) {
    throw new DomainError('unauthenticated', 'The token is not accepted.');
  }
  const refusal = refusalSchema.safeParse(await response.json().catch(() => null));
  throw new CommandError(
    exitCodes.failed,
    refusal.data?.error.message ??
      `${remote.url} answered ${response.status}. Does a Hawker of this version run there?`,
  );
}

const refusalSchema = z.object({ error: z.object({ message: z.string() }) });

/**
 * A command must not leave a key of its own making in a folder that the workers do not use: what is sealed with it could
 * not be opened by them. Where none is at hand, commands that seal nothing get one for the moment.
 */
function keyFor(env: CommandEnv, seals: boolean): string | undefined {
  const known = env.HAWKER_SECRET_KEY !== undefined || existsSync(join(env.HAWKER_DATA_DIR, 'secret.key'));
  if (known) {
    return env.HAWKER_SECRET_KEY;
  }
  if (seals) {
    throw wrongUse(
      `There is no key for the accounts' credentials in ${env.HAWKER_DATA_DIR}. Set HAWKER_DATA_DIR to the data folder of the workers, or HAWKER_SECRET_KEY to their key.`,
    );
  }
  return randomBytes(32).toString('base64');
}

/** What went wrong is said by the command itself; the details are for LOG_LEVEL=debug. */
function logTo(env: CommandEnv): ApiLog {
  const chatty = env.LOG_LEVEL === 'debug' || env.LOG_LEVEL === 'trace';
  const write = (detail: object, message: string) => {
    if (chatty) {
      console.error(message, detail);
    }
  };
  return { warn: write, error: write };
}
