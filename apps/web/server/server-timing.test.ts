import { createServer, type Server } from 'node:http';
import { ProcessMeter } from '@hawker/api';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { closeGracefully, listen } from './http-server.ts';
import { serverTiming, workOf } from './server-timing.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(closeGracefully));
});

test('the header is written when the answer begins, with what had been done by then', async () => {
  let nowMs = 1_000;
  const meter = new ProcessMeter({ cache: { on: () => () => undefined }, stopwatch: () => nowMs });
  const app = express();
  app.use(serverTiming(meter));
  app.get('/', (_request, response) => {
    const work = workOf(response);
    work.statements += 1;
    work.databaseMs += 4.26;
    work.cacheReads += 3;
    work.cacheMisses += 1;
    nowMs += 12;
    response.write('begun');
    work.statements += 5;
    response.end();
  });
  const server = createServer(app);
  servers.push(server);
  const response = await fetch(await listen(server, 0, '127.0.0.1'));
  expect(response.headers.get('server-timing')).toBe(
    'db;desc="1 statement";dur=4.3, cache;desc="2 hits, 1 miss", total;dur=12',
  );
  expect(await response.text()).toBe('begun');
});
