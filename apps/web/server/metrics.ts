/** `/metrics`, for Prometheus: this process, its procedures and its cache, and the queue as the database has it. */

import { type App, getStats, getSystemStatus, type ProcessMeter, type Stats, type SystemStatus } from '@hawker/api';
import type { Express } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { mayReadMetrics } from './metrics-access.ts';
import { procedureMetrics } from './metrics-procedures.ts';
import { refuse } from './refuse.ts';

/** A database that needs longer than this does not answer, in milliseconds. Prometheus waits for 10 s. */
const databaseTimeoutMs = 3_000;
/** Nobody learns more by asking more often, in milliseconds. */
const rememberedForMs = 1_000;
/** Between two looks at the delay of the event loop, in milliseconds; by default there are a hundred a second. */
const eventLoopPrecisionMs = 50;

interface MetricsOptions {
  app: App;
  meter: ProcessMeter;
  /** An https origin means a proxy in front of us. */
  origin: string | undefined;
}

export function mountMetrics(express: Express, { app, meter, origin }: MetricsOptions): void {
  const isBehindProxy = origin?.startsWith('https:') ?? false;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopPrecisionMs });
  addCacheMetrics(registry, app);
  const updateQueue = addQueueMetrics(registry, app);
  const read = async () => {
    await updateQueue();
    return registry.metrics();
  };
  let last: { atMs: number; text: Promise<string> } | null = null;

  express.get('/metrics', async (request, response) => {
    if (!(await mayReadMetrics(app, request, { isBehindProxy }))) {
      response.set('www-authenticate', 'Bearer realm="metrics"');
      refuse(
        request,
        response,
        401,
        'Metrics need the API token of an owner, unless they are asked for on this machine.',
      );
      return;
    }
    if (!last || performance.now() - last.atMs > rememberedForMs) {
      last = { atMs: performance.now(), text: read() };
    }
    const text = `${await last.text}\n${procedureMetrics(meter)}`;
    response.set('cache-control', 'no-store').type(registry.contentType).send(text);
  });
}

function addCacheMetrics(registry: Registry, { cache }: App): void {
  const registers = [registry];
  const counter = (name: string, help: string, read: () => number) => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  };
  const gauge = (name: string, help: string, read: () => number) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  counter('hawker_cache_hits_total', 'Answers from the cache.', () => cache.stats().hits);
  new Counter({
    name: 'hawker_cache_misses_total',
    help: 'Answers that were not in the cache, by the reason.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(cache.stats().misses)) {
        this.inc({ reason }, count);
      }
    },
  });
  new Counter({
    name: 'hawker_cache_loads_total',
    help: 'Answers made by the database, by what became of them.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(cache.stats().loads)) {
        this.inc({ outcome }, count);
      }
    },
  });
  counter('hawker_cache_joins_total', 'Reads that waited for a load of somebody else.', () => cache.stats().joins);
  counter(
    'hawker_cache_invalidations_total',
    'Changes told to the cache that it acknowledged.',
    () => cache.stats().invalidations,
  );
  counter(
    'hawker_cache_invalidation_failures_total',
    'Changes told to the cache that it did not acknowledge.',
    () => cache.stats().invalidationFailures,
  );
  counter('hawker_cache_store_errors_total', 'Failures of the store.', () => cache.stats().storeErrors);
  counter('hawker_cache_timeouts_total', 'Those that were a timeout.', () => cache.stats().timeouts);
  gauge('hawker_cache_pending_tags', 'Tags that the store has not acknowledged yet.', () => cache.stats().pendingTags);
  gauge('hawker_cache_entries', 'Answers kept in this process.', () => cache.stats().entries);
  gauge('hawker_cache_bytes', 'Their size, where it is known.', () => cache.stats().sizeBytes);
  gauge('hawker_cache_breaker_open', '1 while the store is not asked.', () =>
    cache.stats().breaker === 'closed' ? 0 : 1,
  );
}

/** Gauges of what the database knows. Gives what brings them up to date: one look at the database for all of them. */
function addQueueMetrics(registry: Registry, app: App): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({ name: 'hawker_database_up', help: '1 when the database answered.', registers });
  const workers = new Gauge({ name: 'hawker_workers', help: 'Workers with a heartbeat.', registers });
  const heartbeat = new Gauge({
    name: 'hawker_worker_heartbeat_age_seconds',
    help: 'Since the youngest heartbeat of any worker.',
    registers,
  });
  const overdue = new Gauge({
    name: 'hawker_overdue_seconds',
    help: 'How long the longest overdue post has waited without being taken.',
    registers,
  });
  const blocked = new Gauge({
    name: 'hawker_accounts_blocked',
    help: 'Accounts whose sign-in was refused.',
    registers,
  });
  const posts = new Gauge({
    name: 'hawker_posts',
    help: 'Posts by group of status; the waiting ones are the queue.',
    labelNames: ['group'],
    registers,
  });
  return async () => {
    const found = await readQueue(app);
    up.set(found ? 1 : 0);
    // What is not known is not there: an old figure would look like a new one.
    for (const gauge of [workers, heartbeat, overdue, blocked]) {
      gauge.remove();
    }
    posts.reset();
    if (!found) {
      return;
    }
    const { system, stats } = found;
    workers.set(system.workers);
    if (system.heartbeatAgeMs !== null) {
      heartbeat.set(system.heartbeatAgeMs / 1000);
    }
    overdue.set(system.overdueMs / 1000);
    blocked.set(system.blockedAccounts);
    for (const [group, count] of Object.entries(stats.posts)) {
      posts.set({ group }, count);
    }
  };
}

async function readQueue(app: App): Promise<{ system: SystemStatus; stats: Stats } | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), databaseTimeoutMs);
  });
  const read = Promise.all([getSystemStatus(app), getStats(app)]).then(
    ([system, stats]) => ({ system, stats }),
    () => null,
  );
  const found = await Promise.race([read, late]);
  clearTimeout(timer);
  return found;
}
