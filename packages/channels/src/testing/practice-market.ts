/** A real practice market on a free port, as the suite of channels wants it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMarket, defaultFaults, type FaultSettings, type LogEntry } from '@hawker/market';
import { z } from 'zod';
import { createPracticeChannel } from '../practice/channel.ts';
import { PracticeClient } from '../practice/client.ts';
import type { ChannelFault, ChannelUnderTest } from './channel-suite.ts';

export interface PracticeMarketUnderTest extends ChannelUnderTest {
  url: string;
  setFaults(faults: Partial<FaultSettings>): Promise<void>;
  log(): Promise<LogEntry[]>;
}

const retryAfterSeconds = 7;

const stateSchema = z.object({ status: z.enum(['live', 'sold', 'delisted']) });

const faults: Readonly<Record<ChannelFault, Partial<FaultSettings>>> = {
  none: {},
  auth_refused: { expiredTokens: 'all' },
  rate_limited: { rateLimit: { probability: 1, retryAfterSeconds } },
  unavailable: { unavailable: { probability: 1 } },
  title_refused: { refuse: { probability: 1, field: 'title', message: 'No chairs here.' } },
  reply_dropped: { dropReply: { probability: 1 } },
};

export async function startPracticeMarket(): Promise<PracticeMarketUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hawker-channel-test-'));
  const gate = createGate();
  const market = await createMarket({ dataDir, clock: { now: () => new Date(), sleep: gate.pass } });
  const url = await market.listen();
  const seller = await new PracticeClient({ marketUrl: url }).register('Ann', new AbortController().signal);
  if (seller.kind !== 'ok') {
    throw new Error('The practice market takes no seller');
  }

  const setFaults = async (changes: Partial<FaultSettings>) => {
    const answer = await fetch(`${url}/v1/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...defaultFaults, ...changes }),
    });
    if (!answer.ok) {
      throw new Error(`The faults were not set: ${await answer.text()}`);
    }
  };
  const log = async () => {
    const answer = await fetch(`${url}/v1/log?after=0`);
    const { entries }: { entries: LogEntry[] } = JSON.parse(await answer.text());
    return entries;
  };

  return {
    url,
    channel: createPracticeChannel({ marketUrl: url }),
    unreachable: createPracticeChannel({ marketUrl: `http://127.0.0.1:${await closedPort()}` }),
    credentials: { token: seller.value.token },
    photo: { mime: 'image/png', read: () => Promise.resolve(smallestPng) },
    retryAfterMs: retryAfterSeconds * 1000,
    set: (fault) => setFaults(faults[fault]),
    hold: gate.close,
    countListings: async (key) => {
      const entries = await log();
      return entries.filter(
        (entry) =>
          (entry.kind === 'accepted' || entry.kind === 'dropped_reply') &&
          'reference' in entry &&
          entry.reference === key,
      ).length;
    },
    stateOf: async (externalId) => {
      const authorization = `Bearer ${seller.value.token}`;
      const answer = await fetch(`${url}/v1/listings/${externalId}`, { headers: { authorization } });
      return stateSchema.parse(await answer.json()).status;
    },
    setFaults,
    log,
    cleanUp: async () => {
      await market.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Stands where the market waits for its latency: open, or closed until it is released. */
function createGate() {
  let opened: Promise<void> = Promise.resolve();
  let announce: () => void = () => undefined;
  return {
    pass: (): Promise<void> => {
      announce();
      return opened;
    },
    close: () => {
      let release: () => void = () => undefined;
      opened = new Promise((resolve) => {
        release = resolve;
      });
      const arrived = new Promise<void>((resolve) => {
        announce = resolve;
      });
      return { arrived, release: () => release() };
    },
  };
}

/** The signature of a PNG and something behind it: the market looks no further. */
const smallestPng = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6, 7, 8);

/** A port that was free a moment ago, and on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
