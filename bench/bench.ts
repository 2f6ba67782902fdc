/** Runs the chosen parts on a given Postgres, which may be shared: every database it makes is its own, and dropped. */

import { availableParallelism } from 'node:os';
import { createDesk, type Desk } from './desk/create-desk.ts';
import type { BenchOptions, PartName } from './options.ts';
import { type BulkRounds, measureBulk } from './parts/bulk.ts';
import { cacheRounds, measureCache } from './parts/cache.ts';
import { type DashboardRounds, measureDashboards } from './parts/dashboards.ts';
import { type EngineRounds, measureEngine } from './parts/engine.ts';
import { type HttpRounds, measureHttp } from './parts/http.ts';
import { importRounds, measureImport } from './parts/import.ts';
import { type LatencyRounds, measureLatency } from './parts/latency.ts';
import { measurePosts } from './parts/posts.ts';
import { measureScale, type ScaleRounds } from './parts/scale.ts';
import { measureStats } from './parts/stats.ts';
import { measureUnusualUploads, measureUpload, type UploadRounds } from './parts/upload.ts';
import { measureWaiting, type WaitingRounds } from './parts/waiting.ts';
import type { Measurement } from './report.ts';

export interface BenchPlace {
  /** The superuser's address of any database of the server. */
  serverUrl: string;
  /** An empty folder for what is a file. */
  workDirectory: string;
  say(progress: string): void;
}

/** Listings of a sheet, each for five accounts. */
const uploads: readonly UploadRounds[] = [
  { listings: 50, warmUp: 5, measured: 40, atMost: 2 },
  { listings: 20_000, warmUp: 1, measured: 5, atMost: 2.5 },
];
const quickUploads: readonly UploadRounds[] = [{ listings: 10, warmUp: 1, measured: 3, atMost: 2 }];
const unusualUploads: UploadRounds = { listings: 20_000, warmUp: 0, measured: 3, atMost: 2.5 };
const quickUnusualUploads: UploadRounds = { listings: 10, warmUp: 0, measured: 1, atMost: 2.5 };

const bulk: BulkRounds = { listings: 20_000, warmPages: 1_500, idlePages: 400, measured: 3 };
const quickBulk: BulkRounds = { listings: 200, warmPages: 20, idlePages: 20, measured: 1 };

const load: HttpRounds = { warmUp: 1, measured: 7, durationMs: 3_000 };
const quickLoad: HttpRounds = { warmUp: 0, measured: 1, durationMs: 300 };

/** Two workers want a core each, and Postgres as many again. */
const coresForTwoWorkers = 4;
const engine: EngineRounds = {
  warmUp: 1,
  measured: 5,
  accounts: 100,
  postsPerAccount: 25,
  pairs: availableParallelism() >= coresForTwoWorkers ? 'expected' : 'measured',
};
const quickEngine: EngineRounds = { warmUp: 0, measured: 1, accounts: 4, postsPerAccount: 2, pairs: 'left out' };

const latency: LatencyRounds = { warmUp: 1, measured: 4, presses: 20, pauseMs: 1_500 };
const quickLatency: LatencyRounds = { warmUp: 0, measured: 1, presses: 3, pauseMs: 200 };

const waiting: WaitingRounds = {
  few: 1_000,
  many: 1_000_000,
  claims: { warmUp: 50, measured: 300 },
  sweeps: { warmUp: 10, measured: 60 },
};
const quickWaiting: WaitingRounds = {
  few: 200,
  many: 2_000,
  claims: { warmUp: 2, measured: 5 },
  sweeps: { warmUp: 1, measured: 3 },
};

const scale: ScaleRounds = { few: 1_000, many: 1_000_000, warmUp: 20, measured: 500 };
const quickScale: ScaleRounds = { few: 1_000, many: 5_000, warmUp: 1, measured: 3 };

const dashboards: DashboardRounds = { tabs: 500, posts: 1_000 };
const quickDashboards: DashboardRounds = { tabs: 20, posts: 20 };

export async function runBench(options: BenchOptions, place: BenchPlace): Promise<Measurement[]> {
  const { quick } = options;
  const desks = new Map<number, Desk>();
  // Filled when a part first asks for it: a part that is chosen alone does not wait for what it does not need.
  const deskOf = async (posts: number): Promise<Desk> => {
    const known = desks.get(posts);
    if (known) {
      return known;
    }
    place.say(`Filling a desk with ${posts.toLocaleString('en')} posts`);
    const desk = await createDesk({ serverUrl: place.serverUrl, posts, dataDirectory: place.workDirectory });
    desks.set(posts, desk);
    return desk;
  };
  const small = () => deskOf(quick ? 200 : 1_000);
  const large = () => deskOf(quick ? 2_000 : 100_000);
  const readRounds = quick ? { warmUp: 2, measured: 5 } : { warmUp: 200, measured: 600 };

  const parts: Readonly<Record<PartName, () => Promise<Measurement[]>>> = {
    posts: async () => measurePosts(await small(), await large(), readRounds),
    stats: async () => measureStats(await small(), await large(), readRounds),
    scale: async () => measureScale(place, quick ? quickScale : scale),
    http: async () => measureHttp(await small(), place.workDirectory, quick ? quickLoad : load),
    upload: async () => [
      ...(await measureUpload(await large(), quick ? quickUploads : uploads)),
      ...(await measureUnusualUploads(place, await large(), quick ? quickUnusualUploads : unusualUploads)),
    ],
    bulk: async () => measureBulk(place, await large(), quick ? quickBulk : bulk),
    engine: async () => measureEngine(place.serverUrl, place.workDirectory, quick ? quickEngine : engine),
    latency: async () => measureLatency(place.serverUrl, place.workDirectory, quick ? quickLatency : latency),
    waiting: async () => measureWaiting(place, quick ? quickWaiting : waiting),
    dashboards: async () => measureDashboards(place, quick ? quickDashboards : dashboards),
    cache: async () => measureCache(cacheRounds(quick)),
    import: async () => measureImport(place.workDirectory, importRounds(quick)),
  };

  try {
    const measurements: Measurement[] = [];
    for (const part of options.parts) {
      place.say(`Measuring: ${part}`);
      measurements.push(...(await parts[part]()));
    }
    return measurements;
  } finally {
    for (const desk of desks.values()) {
      await desk.close();
    }
  }
}
