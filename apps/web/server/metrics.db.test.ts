/** Who may read the metrics, and that what stands there is what is so. */

import { createServer, request as httpRequest, type Server } from 'node:http';
import { createCaller, ProcessMeter, RequestWork } from '@hawker/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { closeGracefully, edge, listen } from './http-server.ts';
import { mountMetrics } from './metrics.ts';
import { addOwner, openHawker } from './testing/open-hawker.ts';

const { app, log, close } = await openHawker('hawker metrics test');
const meter = new ProcessMeter({ cache: app.cache });
const { caller, token } = await addOwner(app, new RequestWork(meter));

const servers: Server[] = [];

async function serve(parts: typeof app, origin?: string): Promise<string> {
  const express = createApp({
    log,
    origin,
    isDevelopment: false,
    bodyLimits: { defaultBytes: 2_000, uploads: {} },
    meter,
    beforePages: (router) => mountMetrics(router, { app: parts, meter, origin }),
    pages: (_request, response) => response.status(404).send('a page'),
  });
  const server = createServer(edge(express));
  servers.push(server);
  return listen(server, 0, '127.0.0.1');
}

const open = await serve(app);
const behindProxy = await serve(app, 'https://desk.example');

afterAll(async () => {
  await Promise.all(servers.map(closeGracefully));
  await close();
});

/** `fetch` does not let anybody choose the Host. */
function ask(base: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; challenge: string | undefined; text: string }>((resolve, reject) => {
    const sent = httpRequest(`${base}/metrics`, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, challenge: response.headers['www-authenticate'], text }),
      );
    });
    sent.on('error', reject).end();
  });
}

describe('metrics are for', () => {
  test('a program on this machine', async () => {
    expect((await ask(open)).status).toBe(200);
    expect((await ask(open, { host: 'localhost:3000' })).status).toBe(200);
  });

  test('an owner’s token, from anywhere', async () => {
    const bearer = { authorization: `Bearer ${token}` };
    expect((await ask(open, { ...bearer, host: 'desk.example', 'x-forwarded-for': '192.0.2.1' })).status).toBe(200);
    expect((await ask(behindProxy, bearer)).status).toBe(200);
  });

  test('nobody whom a proxy lets through', async () => {
    const refused = await ask(behindProxy);
    expect(refused).toMatchObject({ status: 401, challenge: 'Bearer realm="metrics"' });
    expect(refused.text).not.toContain('hawker_');
    for (const mark of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
      expect((await ask(open, { [mark]: '127.0.0.1' })).status, mark).toBe(401);
    }
  });

  test('no page whose name was made to point here', async () => {
    expect((await ask(open, { host: 'evil.example' })).status).toBe(401);
    expect((await ask(open, { host: 'localhost.evil.example' })).status).toBe(401);
  });

  test('no token that is wrong, even on this machine', async () => {
    expect((await ask(open, { authorization: 'Bearer hwt_wrong' })).status).toBe(401);
    expect((await ask(open, { authorization: 'Basic abc' })).status).toBe(401);
  });

  test.each(['viewer', 'editor'])('no token of a %s', async (role) => {
    const [user] = await app.database.sql.rows<{ id: string }>(
      `INSERT INTO "user" (email, name, password_hash, role) VALUES ($1, 'Bob', 'x', $2::role) RETURNING id`,
      [`${role}@shop.example`, role],
    );
    const made = await createCaller({
      app,
      actor: { kind: 'local', userId: user?.id ?? '', name: 'Bob', email: null, role: 'owner' },
      requestId: 'r',
      address: null,
    }).tokens.create({ name: role });
    expect((await ask(open, { authorization: `Bearer ${made.token}` })).status).toBe(401);
  });
});

describe('metrics say', () => {
  let text = '';

  beforeAll(async () => {
    await app.database.sql.rows(
      "INSERT INTO worker (id, host, pid, concurrency) VALUES (gen_random_uuid(), 'here', 1, 1)",
    );
    await app.cache.clear();
    await caller.overview.stats();
    await caller.overview.stats();
    await caller.accounts.get({ id: '01a20506-5f9a-7418-990a-fb51294ef9df' }).catch(() => undefined);
    text = (await ask(await serve(app))).text;
  });

  const figure = (series: string) => {
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    return line === undefined ? null : Number(line.slice(series.length + 1));
  };

  test('what procedures do', () => {
    const stats = 'procedure="overview.stats"';
    expect(figure(`hawker_procedure_calls_total{${stats},outcome="ok"}`)).toBe(2);
    expect(figure('hawker_procedure_calls_total{procedure="accounts.get",outcome="refused"}')).toBe(1);
    expect(figure(`hawker_procedure_statements_total{${stats}}`)).toBe(2);
    expect(figure(`hawker_procedure_duration_seconds_count{${stats}}`)).toBe(2);
    expect(figure(`hawker_procedure_duration_seconds_bucket{${stats},le="+Inf"}`)).toBe(2);
    expect(figure(`hawker_procedure_duration_seconds_bucket{${stats},le="16.384"}`)).toBe(2);
    expect(figure(`hawker_procedure_duration_seconds_sum{${stats}}`)).toBeGreaterThan(0);
  });

  test('how the cache does', () => {
    const { hits, misses } = app.cache.stats();
    expect(hits).toBeGreaterThan(0);
    expect(figure('hawker_cache_hits_total')).toBeGreaterThan(0);
    expect(figure('hawker_cache_misses_total{reason="absent"}')).toBe(misses.absent);
    expect(figure('hawker_cache_pending_tags')).toBe(0);
    expect(figure('hawker_cache_breaker_open')).toBe(0);
  });

  test('how the queue and its workers are', () => {
    expect(figure('hawker_database_up')).toBe(1);
    expect(figure('hawker_workers')).toBe(1);
    expect(figure('hawker_worker_heartbeat_age_seconds')).toBeLessThan(20);
    expect(figure('hawker_posts{group="waiting"}')).toBe(0);
    expect(figure('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  test('what can be said without the database, and nothing old in place of the rest', async () => {
    const sql = { ...app.database.sql, rows: () => Promise.reject(new Error('gone')) };
    const base = await serve({ ...app, database: { ...app.database, sql } });
    text = (await ask(base)).text;
    expect(figure('hawker_database_up')).toBe(0);
    expect(figure('hawker_workers')).toBeNull();
    expect(figure('hawker_posts{group="waiting"}')).toBeNull();
    expect(figure('hawker_cache_hits_total')).toBeGreaterThan(0);
  });
});
