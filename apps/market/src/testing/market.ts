/** A market on a free port, with a clock that only moves when told, and the calls tests make to it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { LogEntry } from '../entries.ts';
import { defaultFaults, type FaultSettings } from '../faults.ts';
import type { ListingView } from '../listing-view.ts';
import { systemRandom } from '../random.ts';
import { createMarket, type Market, type MarketOptions } from '../server.ts';

export interface ManualClock extends Clock {
  /** Every wait asked for so far, in milliseconds. */
  readonly waitsMs: number[];
  /** Resolves when a wait of more than 0 ms is under way. */
  waiting(): Promise<void>;
  advance(durationMs: number): void;
}

export function createManualClock(start = '2026-03-01T09:00:00.000Z'): ManualClock {
  let nowMs = Date.parse(start);
  const waitsMs: number[] = [];
  const sleepers = new Set<{ wakeAtMs: number; wake(): void }>();
  let announce: () => void = () => undefined;
  let announced = new Promise<void>((resolve) => {
    announce = resolve;
  });
  return {
    waitsMs,
    now: () => new Date(nowMs),
    sleep(durationMs, signal) {
      waitsMs.push(durationMs);
      if (durationMs === 0 || signal.aborted) {
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const sleeper = {
          wakeAtMs: nowMs + durationMs,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal.addEventListener('abort', sleeper.wake, { once: true });
        announce();
      });
    },
    async waiting() {
      await announced;
      announced = new Promise<void>((resolve) => {
        announce = resolve;
      });
    },
    advance(durationMs) {
      nowMs += durationMs;
      for (const sleeper of sleepers) {
        if (sleeper.wakeAtMs <= nowMs) {
          sleeper.wake();
        }
      }
    },
  };
}

/** Every field that some answer of the API has. A test that looks at one that is absent fails on undefined. */
export interface ApiBody extends ListingView {
  name: string;
  token: string;
  error: { code: string; message: string; fields: Record<string, string> };
  listings: ListingView[];
  entries: LogEntry[];
  lastSeq: number;
  lookupLagMs: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** An empty object when the answer is not JSON. */
  body: ApiBody;
  text: string;
}

export interface TestMarket {
  market: Market;
  url: string;
  dataDir: string;
  clock: ManualClock;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  register(name?: string): Promise<{ id: string; name: string; token: string }>;
  publish(token: string, changes?: Record<string, unknown>, idempotencyKey?: string): Promise<Answer>;
  setFaults(changes: Partial<FaultSettings>): Promise<void>;
  log(after?: number): Promise<LogEntry[]>;
  /** Closes the market and opens it again on the same folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface CallOptions {
  token?: string;
  json?: unknown;
  body?: Uint8Array | string;
  headers?: Record<string, string>;
}

export const sampleListing = {
  reference: 'CHAIR-1',
  title: 'Bentwood chair',
  description: 'One of four.',
  price: { amountMinor: 4_550, currency: 'EUR' },
  quantity: 1,
  condition: 'good',
  photoIds: [],
};

export async function startMarket(options: Omit<Partial<MarketOptions>, 'clock'> = {}): Promise<TestMarket> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'market-test-')));
  const clock = createManualClock();
  const open = () => createMarket({ random: systemRandom, ...options, dataDir, clock });
  let market = await open();
  let url = await market.listen();

  const call = async (method: string, path: string, { token, json, body, headers }: CallOptions = {}) => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const answered: ApiBody = JSON.parse(isJson ? text : '{}');
    return { status: response.status, headers: response.headers, body: answered, text };
  };

  return {
    get market() {
      return market;
    },
    get url() {
      return url;
    },
    dataDir,
    clock,
    call,
    async register(name = 'Northside') {
      const answer = await call('POST', '/v1/sellers', { json: { name } });
      return answer.body;
    },
    publish: (token, changes = {}, idempotencyKey) =>
      call('POST', '/v1/listings', {
        token,
        json: { ...sampleListing, ...changes },
        ...(idempotencyKey !== undefined && { headers: { 'idempotency-key': idempotencyKey } }),
      }),
    async setFaults(changes) {
      const answer = await call('PUT', '/v1/faults', { json: { ...defaultFaults, ...changes } });
      if (answer.status !== 200) {
        throw new Error(`The faults were not set: ${JSON.stringify(answer.body)}`);
      }
    },
    async log(after = 0) {
      const answer = await call('GET', `/v1/log?after=${after}`);
      return answer.body.entries;
    },
    async restart() {
      await market.close();
      market = await open();
      url = await market.listen();
    },
    async stop() {
      await market.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The smallest bytes that count as a PNG here: its signature and something that makes it one of its kind. */
export function pngOf(mark: string): Buffer {
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(mark.padEnd(8))]);
}
