/** packages/cache against what one would write by hand, and against other libraries in the same minute. */

import { startOwnRedis } from '@hawker/cache/testing/redis';
import { Redis } from 'ioredis';
import { type CommandCounts, countCommands } from '../cache/command-counts.ts';
import { countLostWrites } from '../cache/lost-writes.ts';
import {
  bareMemory,
  bareRedis,
  bentoMemory,
  bentoRedis,
  cachifiedMemory,
  cachifiedRedis,
  hawkerMemory,
  hawkerRedis,
  type Way,
} from '../cache/ways.ts';
import type { Measurement } from '../report.ts';
import { compare, quantile, type Rounds, type Series, sampleInTurns } from '../sampling.ts';

export interface CacheRounds {
  /** Of so many hits in memory each. */
  memory: Rounds;
  memoryHits: number;
  /** Of one hit each. */
  redis: Rounds;
  /** Of one invalidation each. */
  invalidations: Rounds;
  entriesOfTag: number;
  /** How often a write is tried in the middle of a load. */
  tries: number;
}

export function cacheRounds(quick: boolean): CacheRounds {
  return quick
    ? {
        memory: { warmUp: 1, measured: 3 },
        memoryHits: 500,
        redis: { warmUp: 5, measured: 20 },
        invalidations: { warmUp: 1, measured: 3 },
        entriesOfTag: 1_000,
        tries: 2,
      }
    : {
        memory: { warmUp: 20, measured: 300 },
        memoryHits: 2_000,
        redis: { warmUp: 500, measured: 3_000 },
        invalidations: { warmUp: 10, measured: 40 },
        entriesOfTag: 100_000,
        tries: 20,
      };
}

type Ways = Record<'bare' | 'hawker' | 'bentocache' | 'cachified', Way>;
type Times = Record<keyof Ways, readonly number[]>;

const tags = ['account:1', 'posts'] as const;
const part = 'cache';

/** As a page of posts is: 20 rows, about 5 KB of JSON. */
const page = {
  rows: Array.from({ length: 20 }, (_, n) => ({
    id: `018f3c5a-0000-7000-8000-${String(n).padStart(12, '0')}`,
    title: `Oak chair number ${n}, restored and oiled by hand`,
    status: 'published',
    priceMinor: 12_900 + n,
    currency: 'EUR',
    accountName: 'Berlin, second hand',
    externalUrl: `https://market.test/listings/${n}`,
    publishedAt: '2026-11-22T10:00:00.000Z',
  })),
};

export async function measureCache(rounds: CacheRounds): Promise<Measurement[]> {
  const redis = await startOwnRedis();
  const client = new Redis(redis.address);
  try {
    const memory: Ways = {
      bare: bareMemory(),
      hawker: hawkerMemory(),
      bentocache: bentoMemory(),
      cachified: cachifiedMemory(),
    };
    const shared: Ways = {
      bare: bareRedis(client, 'bare'),
      hawker: hawkerRedis(client, {}),
      bentocache: bentoRedis(client, 'bento'),
      cachified: cachifiedRedis(client, 'cachified'),
    };
    return [
      ...(await measureMemoryHits(memory, rounds)),
      ...(await measureRedisHits(shared, hawkerRedis(client, { namespace: 'parsing', localEntries: 0 }), rounds)),
      await measureInvalidations('in memory', hawkerMemory(2 * rounds.entriesOfTag), rounds),
      await measureInvalidations('in Redis', hawkerRedis(client, { namespace: 'tagged', localEntries: 0 }), rounds),
      ...(await measureCommands(client, shared)),
      await measureLostWrites('in memory', memory, rounds.tries),
      await measureLostWrites('in Redis', shared, rounds.tries),
    ];
  } finally {
    client.disconnect();
    await redis.stop();
  }
}

async function measureMemoryHits(ways: Ways, { memory, memoryHits }: CacheRounds): Promise<Measurement[]> {
  const times = await sampleInTurns(await hits(ways, memoryHits), memory);
  const perSecond = mapWays(times, (samples) => samples.map((ms) => (memoryHits * 1_000) / ms));
  return [
    {
      part,
      name: 'Hit in memory',
      unit: 'requests/s',
      target: { atLeast: 0.5 },
      ...compare(perSecond.bare, perSecond.hawker),
      peers: medians(perSecond),
    },
  ];
}

async function measureRedisHits(ways: Ways, parsing: Way, { redis }: CacheRounds): Promise<Measurement[]> {
  const series = { ...(await hits(ways, 1)), parsing: await hit(parsing, 1) };
  const times = await sampleInTurns(series, redis);
  const shared = { part, unit: 'ms' } as const;
  return [
    {
      ...shared,
      name: 'Hit in Redis, p50',
      target: { atMost: 1.3 },
      ...compare(times.bare, times.hawker),
      peers: medians(times),
    },
    {
      ...shared,
      name: 'Hit in Redis, value parsed every time',
      target: null,
      ...compare(times.bare, times.parsing),
    },
    {
      ...shared,
      name: 'Hit in Redis, against bentocache',
      target: { atMost: 0.33 },
      ...compare(times.bentocache, times.hawker),
    },
  ];
}

/** Every entry carries as many tags as there are samples, so that the entries are made once. */
async function measureInvalidations(where: string, way: Way, rounds: CacheRounds): Promise<Measurement> {
  const { invalidations, entriesOfTag } = rounds;
  const samples = invalidations.warmUp + invalidations.measured;
  const namesOf = (kind: string) => Array.from({ length: samples }, (_, n) => `${kind}:${n}`);
  const fill = async (kind: string, entries: number) => {
    const carried = namesOf(kind);
    for (let start = 0; start < entries; start += 500) {
      const some = Array.from({ length: Math.min(500, entries - start) }, (_, n) => start + n);
      await Promise.all(some.map((n) => way.get(`${kind}:${n}`, carried, () => ({ n }))));
    }
  };
  await fill('of one', 1);
  await fill('of many', entriesOfTag);
  const next = (kind: string): Series => {
    const left = namesOf(kind);
    return { run: () => way.forget([left.pop() ?? ''], []) };
  };
  const times = await sampleInTurns({ one: next('of one'), many: next('of many') }, invalidations);
  await way.close();
  return {
    part,
    name: `Invalidating a tag of ${entriesOfTag.toLocaleString('en')} entries ${where}, against one of 1`,
    unit: 'ms',
    target: { atMost: 1.5 },
    ...compare(times.one, times.many),
  };
}

async function measureCommands(client: Redis, ways: Ways): Promise<Measurement[]> {
  const counts: Record<keyof Ways, CommandCounts> = {
    bare: await countCommands(client, ways.bare),
    hawker: await countCommands(client, ways.hawker),
    bentocache: await countCommands(client, ways.bentocache),
    cachified: await countCommands(client, ways.cachified),
  };
  const most: CommandCounts = { hit: 1, invalidate: 1, miss: 3 };
  return (['hit', 'invalidate', 'miss'] as const).map((what) => {
    const ofWays = mapWays(counts, (count) => [count[what]]);
    return {
      part,
      name: `Redis commands: ${what}`,
      unit: 'count',
      target: { hawkerAtMost: most[what] },
      ...compare(ofWays.bare, ofWays.hawker),
      peers: medians(ofWays),
    };
  });
}

async function measureLostWrites(where: string, ways: Ways, tries: number): Promise<Measurement> {
  const lost = {
    bare: [await countLostWrites(ways.bare, tries)],
    hawker: [await countLostWrites(ways.hawker, tries)],
    bentocache: [await countLostWrites(ways.bentocache, tries)],
    cachified: [await countLostWrites(ways.cachified, tries)],
  };
  return {
    part,
    name: `Writes lost in the middle of a load ${where}, of ${tries}`,
    unit: 'count',
    target: { hawkerAtMost: 0 },
    ...compare(lost.bare, lost.hawker),
    peers: medians(lost),
  };
}

async function hits(ways: Ways, count: number): Promise<Record<keyof Ways, Series>> {
  return {
    bare: await hit(ways.bare, count),
    hawker: await hit(ways.hawker, count),
    bentocache: await hit(ways.bentocache, count),
    cachified: await hit(ways.cachified, count),
  };
}

async function hit(way: Way, count: number): Promise<Series> {
  const load = () => page;
  await way.get('page', tags, load);
  return {
    run: async () => {
      for (let n = 0; n < count; n += 1) {
        await way.get('page', tags, load);
      }
    },
  };
}

function medians({ bentocache, cachified }: Times): Record<string, number> {
  return { bentocache: quantile(bentocache, 0.5), cachified: quantile(cachified, 0.5) };
}

function mapWays<From, To>(ways: Record<keyof Ways, From>, map: (from: From) => To): Record<keyof Ways, To> {
  return {
    bare: map(ways.bare),
    hawker: map(ways.hawker),
    bentocache: map(ways.bentocache),
    cachified: map(ways.cachified),
  };
}
