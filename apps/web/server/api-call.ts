/**
 * Reads an API request that is plain: queries by GET or mutations by POST, JSON, one or a batch of one kind. Whatever
 * else there is (streams, unknown procedures, the wrong method, multipart ...) is null here and tRPC's own adapter's
 * matter, so its rules need not be repeated.
 */

import type { IncomingMessage } from 'node:http';
import { appRouter } from '@hawker/api';
import { TRPCError } from '@trpc/server';

/** More calls in one request are refused: a batch is a screen's worth, not a crawl. */
export const maxBatchSize = 50;
export const apiPath = '/api/trpc';

type CallType = 'query' | 'mutation';

export interface PlainCall {
  type: CallType;
  paths: readonly string[];
  isBatch: boolean;
  /** Parsed on the first ask, once for all calls; a procedure that refuses its caller never asks. */
  readInputs(): Promise<Readonly<Record<number, unknown>>>;
}

const { transformer } = appRouter._def._config;
/** By whole path (`posts.list`): tRPC keeps its procedures flat, whatever their type says. */
const typesByPath = new Map<string, CallType>();
for (const [path, procedure] of Object.entries<unknown>(appRouter._def.procedures)) {
  const type = typeOf(procedure);
  if (type !== null) {
    typesByPath.set(path, type);
  }
}
if (typesByPath.size === 0) {
  throw new Error('The procedures of the router were not found, so nothing would take the quick way.');
}

function typeOf(procedure: unknown): CallType | null {
  if (typeof procedure !== 'function' || !('_def' in procedure)) {
    return null;
  }
  const definition = procedure._def;
  const type = typeof definition === 'object' && definition !== null && 'type' in definition ? definition.type : null;
  return type === 'query' || type === 'mutation' ? type : null;
}

const methods: Readonly<Record<CallType, string>> = { query: 'GET', mutation: 'POST' };
const emptyQuery = new URLSearchParams();

export function readPlainCall(request: IncomingMessage): PlainCall | null {
  const { method, url = '', headers } = request;
  if (!url.startsWith(`${apiPath}/`) || url.includes('#') || isUnusual(headers)) {
    return null;
  }
  const question = url.indexOf('?');
  const path = decoded(url.slice(apiPath.length + 1, question === -1 ? undefined : question));
  const query = question === -1 ? emptyQuery : new URLSearchParams(url.slice(question + 1));
  const isBatch = query.get('batch') === '1';
  const paths = isBatch ? path.split(',') : [path];
  const type = typesByPath.get(paths[0] ?? '');
  if (
    type === undefined ||
    method !== methods[type] ||
    paths.length > maxBatchSize ||
    query.has('connectionParams') ||
    !paths.every((other) => typesByPath.get(other) === type) ||
    !isJson(headers['content-type'], method)
  ) {
    return null;
  }
  const readInputs = once(async () => {
    const text = type === 'query' ? query.get('input') : await readBody(request);
    return inputsOf(text, isBatch ? paths.length : null);
  });
  return { type, paths, isBatch, readInputs };
}

function isUnusual(headers: IncomingMessage['headers']): boolean {
  return headers['trpc-accept'] !== undefined || (headers.accept?.includes('application/jsonl') ?? false);
}

function isJson(contentType: string | undefined, method: string | undefined): boolean {
  if (contentType === undefined) {
    return method === 'GET';
  }
  return contentType === 'application/json' || /^\s*application\/json\s*(;|$)/i.test(contentType);
}

/** Not a path of ours when it cannot be decoded. */
function decoded(path: string): string {
  if (!path.includes('%')) {
    return path;
  }
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  // As a fetch Request reads its text: UTF-8, without a byte order mark.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function inputsOf(text: string | null, batchSize: number | null): Record<number, unknown> {
  const parsed: unknown = text ? JSON.parse(text) : undefined;
  const inputs: Record<number, unknown> = Object.create(null);
  if (parsed === undefined) {
    return inputs;
  }
  if (batchSize === null) {
    inputs[0] = transformer.input.deserialize(parsed);
    return inputs;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: '"input" needs to be an object when doing a batch call' });
  }
  for (let index = 0; index < batchSize; index += 1) {
    const input: unknown = Reflect.get(parsed, index);
    if (input !== undefined) {
      inputs[index] = transformer.input.deserialize(input);
    }
  }
  return inputs;
}

/** What cannot be read is the caller's mistake. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    started ??= read().catch((cause: unknown) => {
      throw cause instanceof TRPCError
        ? cause
        : new TRPCError({
            code: 'BAD_REQUEST',
            message: cause instanceof Error ? cause.message : 'Invalid input',
            cause,
          });
    });
    return started;
  };
}
