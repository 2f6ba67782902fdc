/**
 * The API's lean edge: plain queries and mutations are answered on node:http itself, in front of express, byte for
 * byte as tRPC's own adapter answers them (api-edge.db.test.ts drives both with the same requests). The stock adapters
 * go by way of fetch's Request and Response and web streams, which costs ten times the work of the call itself.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiContext, appRouter, type ProcessMeter, RequestWork } from '@hawker/api';
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  type TRPCError,
  transformTRPCResponse,
} from '@trpc/server';
import { getHTTPStatusCode, getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { Logger } from 'pino';
import { type PlainCall, readPlainCall } from './api-call.ts';
import { type ApiOptions, createApiContext } from './api-context.ts';
import { type BodyLimits, bodyLimitFor } from './body-limit.ts';
import type { HandleApi } from './http-server.ts';
import { requestIdHeader, requestIdOf } from './request-id.ts';
import { resultText } from './result-text.ts';
import { isForeignWrite } from './same-origin.ts';
import { serverTimingHeader } from './server-timing.ts';

export interface ApiEdgeOptions extends ApiOptions {
  meter: ProcessMeter;
  log: Logger;
  bodyLimits: BodyLimits;
}

const config = appRouter._def._config;

/** Takes what is plain and clean. Everything else, and every refusal at the door, is express's. */
export function createApiEdge(options: ApiEdgeOptions): HandleApi {
  return (request, response) => {
    const call = readPlainCall(request);
    if (!call || isRefusedAtTheDoor(request, options)) {
      return false;
    }
    const requestId = requestIdOf(request);
    logWhenDone(options.log, request, response, requestId);
    answer(options, call, request, response, requestId).catch((error: unknown) => {
      options.log.error({ err: error, requestId }, 'the API edge failed');
      response.destroy();
    });
    return true;
  };
}

function isRefusedAtTheDoor(request: IncomingMessage, { origin, bodyLimits }: ApiEdgeOptions): boolean {
  if (request.method === 'GET') {
    return false;
  }
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const [path = ''] = (request.url ?? '').split('?', 1);
  return (
    encoding !== undefined || Number(length ?? 0) > bodyLimitFor(path, bodyLimits) || isForeignWrite(request, origin)
  );
}

interface Outcome {
  response: TRPCResponse;
  error: TRPCError | undefined;
}

async function answer(
  options: ApiEdgeOptions,
  call: PlainCall,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const work = new RequestWork(options.meter);
  const context = createApiContext(options, request, requestId, work);
  // Whoever awaits it below hears of a failure; this only keeps it from counting as unheard.
  context.catch(() => undefined);
  const outcomes = await Promise.all(call.paths.map((path, index) => run(call, path, index, context)));
  const { status, body } = encode(call, outcomes);
  // All at once and none before: node then writes them as they are.
  response.writeHead(status, {
    [requestIdHeader]: requestId,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    'content-type': 'application/json',
    [serverTimingHeader]: work.serverTiming(),
    vary: 'trpc-accept, accept',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

async function run(call: PlainCall, path: string, index: number, context: Promise<ApiContext>): Promise<Outcome> {
  let ctx: ApiContext | undefined;
  let input: unknown;
  try {
    ctx = await context;
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type: call.type,
      ctx,
      batchIndex: index,
      signal: undefined,
      getRawInput: async () => {
        const inputs = await call.readInputs();
        input = inputs[index];
        return input;
      },
    });
    return { response: { result: { data } }, error: undefined };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    return {
      response: { error: getTRPCErrorShape({ config, error, type: call.type, path, input, ctx }) },
      error,
    };
  }
}

function encode(call: PlainCall, outcomes: readonly Outcome[]): { status: number; body: string } {
  const responses = outcomes.map((outcome) => outcome.response);
  const [first] = responses;
  try {
    if (!call.isBatch && first !== undefined) {
      return { status: getHTTPStatusCode(first, [outcomes[0]?.error]), body: textOf(first) };
    }
    return {
      status: getHTTPStatusCode(
        responses,
        outcomes.map((outcome) => outcome.error),
      ),
      body: `[${responses.map(textOf).join(',')}]`,
    };
  } catch (cause) {
    // What a procedure gave cannot be written down: one error for the whole request.
    const error = getTRPCErrorFromUnknown(cause);
    const shape = getTRPCErrorShape({
      config,
      error,
      type: call.type,
      path: undefined,
      input: undefined,
      ctx: undefined,
    });
    return { status: getHTTPStatusCodeFromError(error), body: textOf({ error: shape }) };
  }
}

function textOf(response: TRPCResponse): string {
  return 'result' in response && 'data' in response.result
    ? resultText(response.result.data)
    : JSON.stringify(transformTRPCResponse(config, response));
}

/** The same line that the pages get: at `info`, or at `error` when the server failed. */
function logWhenDone(log: Logger, request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const startedMs = log.isLevelEnabled('info') ? performance.now() : null;
  response.once('close', () => {
    const failed = response.statusCode >= 500;
    if (!failed && startedMs === null) {
      return;
    }
    const line = {
      requestId,
      method: request.method,
      path: request.url?.split('?', 1)[0],
      status: response.statusCode,
      ...(startedMs === null ? {} : { durationMs: Math.round(performance.now() - startedMs) }),
      complete: response.writableFinished,
    };
    if (failed) {
      log.error(line, 'request failed');
    } else {
      log.info(line, 'request');
    }
  });
}
