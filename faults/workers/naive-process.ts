/**
 * What most programs do: take a post that waits, POST it, then set a flag; when anything goes wrong, let the queue try
 * again. The same database, channel and market, the same faults, the same jobs and rescue of dead workers' jobs. It is
 * here to be found out: a harness that calls this sound could not see a duplicate.
 */

import { EventEmitter, once } from 'node:events';
import { hostname } from 'node:os';
import { openApp } from '@hawker/api';
import { type ApiChannel, channelsOf } from '@hawker/channels';
import { idempotencyKey } from '@hawker/core';
import { newId } from '@hawker/db';
import { runService } from '@hawker/lifecycle';
import { beat, type EngineOptions, rescue, signOff, startHeart, type WorkerIdentity } from '@hawker/publishing';
import { Logger as JobLogger, run, type WorkerEvents } from 'graphile-worker';
import { pino } from 'pino';
import { z } from 'zod';
import { createFailpoint, tell } from './failpoint.ts';
import { toWorker, type WorkerConfig } from './messages.ts';
import { createMisbehavingChannel } from './misbehaving-channel.ts';

const log = pino({ name: 'naive worker', level: 'warn' });
const failpoint = createFailpoint();

process.on('message', (message) => {
  const told = toWorker.parse(message);
  if (told.type === 'arm') {
    failpoint.arm(told);
  }
});
await tell({ type: 'loaded' });
const [first]: unknown[] = await once(process, 'message');
const told = toWorker.parse(first);
if (told.type === 'start') {
  await serve(told.config);
}

interface WaitingPost {
  id: string;
  generation: number;
  title: string;
  priceMinor: number;
  currency: string;
  credentials: Uint8Array;
}

async function publishWaiting(engine: EngineOptions, channel: ApiChannel, accountId: string): Promise<void> {
  const { sql } = engine.database;
  for (;;) {
    if (engine.shutdown.aborted) {
      return;
    }
    const [post] = await sql.rows<WaitingPost>(
      `SELECT post.id, generation, listing.title, listing.price_minor AS "priceMinor", listing.currency, credentials
       FROM post JOIN listing ON listing.id = listing_id JOIN account ON account.id = account_id
       WHERE account_id = $1 AND post.status = 'queued' ORDER BY post.due_at LIMIT 1`,
      [accountId],
    );
    if (!post) {
      return;
    }
    await failpoint.reached('before_wire');
    const call = { credentials: engine.credentials.open(post.credentials), signal: AbortSignal.timeout(10_000) };
    const key = idempotencyKey(post.id, post.generation);
    const listing = { ...post, idempotencyKey: key, description: '', quantity: 1, condition: 'good' as const };
    const prepared = await channel.prepare(
      { ...listing, category: null, brand: null, location: null, tags: [], photos: [] },
      call,
    );
    const outcome = prepared.kind === 'ready' ? await prepared.submit(call.signal) : prepared.outcome;
    await failpoint.reached('after_reply');
    if (outcome.kind !== 'published') {
      throw new Error(`It was not published: ${outcome.kind}`);
    }
    await sql.rows(
      `UPDATE post SET status = 'published', external_id = $2, external_url = $3, version = version + 1 WHERE id = $1`,
      [post.id, outcome.externalId, outcome.externalUrl],
    );
    await failpoint.reached('after_record');
  }
}

async function serve(config: WorkerConfig): Promise<void> {
  const { timing, concurrency, marketUrl } = config;
  await runService({
    name: 'naive worker',
    drainTimeoutMs: timing.drainTimeoutMs,
    start: async (shutdown) => {
      const opened = await openApp({
        ...{ databaseUrl: config.databaseUrl, dataDirectory: config.dataDirectory, secretKey: config.secretKey },
        ...{ marketUrl, origin: 'http://localhost:3000', setupToken: null, log },
        applicationName: 'hawker faults naive worker',
        queryTimeoutMs: timing.queryTimeoutMs,
        listens: false,
      });
      const channel = createMisbehavingChannel({ marketUrl, submitTimeoutMs: timing.submitTimeoutMs, failpoint });
      const identity: WorkerIdentity = { id: newId(), host: hostname(), pid: process.pid, poolId: null, concurrency };
      const engine: EngineOptions = {
        ...{ ...opened, channels: channelsOf(channel), times: timing.engine, log, shutdown, workerId: identity.id },
        onChange: () => Promise.resolve(),
        random: () => 0,
        silentForMs: () => 0,
      };
      const events: WorkerEvents = new EventEmitter();
      events.on('pool:create', ({ workerPool }) => {
        identity.poolId = workerPool.id;
      });
      const payload = z.object({ accountId: z.uuid() });
      const runner = await run({
        ...{ pgPool: opened.database.pool, concurrency, events, noHandleSignals: true },
        pollInterval: config.pollIntervalMs,
        logger: new JobLogger(() => () => undefined),
        taskList: {
          pump: (job) => publishWaiting(engine, channel, payload.parse(job).accountId),
          sweep: () => undefined,
        },
      });
      const heart = await startHeart({
        times: timing.engine,
        nowMs: () => performance.now(),
        onMissed: () => undefined,
        beat: async () => {
          await beat(opened.database, identity);
          await rescue(engine).catch(() => undefined);
        },
      });
      return {
        failed: runner.promise,
        drain: async () => {
          await runner.stop();
          await heart.stop();
          await signOff(opened.database, identity.id);
          await opened.close();
        },
      };
    },
    onError: (error) => log.fatal({ err: error }, 'the naive worker failed'),
  });
}
