import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMarket } from './server.ts';
import { startMarket } from './testing/market.ts';

test('a drain finishes calls under way, ends waits made on purpose and closes idle connections', async () => {
  const market = await startMarket();
  const { token } = await market.register();
  await market.setFaults({ latencyMs: { min: 60_000, max: 60_000 } });
  const idle = connect(Number(new URL(market.url).port), '127.0.0.1');
  await new Promise((resolve) => idle.once('connect', resolve));
  const idleClosed = new Promise((resolve) => idle.resume().once('close', resolve));

  const underWay = market.publish(token);
  await market.clock.waiting();
  const closed = market.market.close();

  expect((await underWay).status).toBe(201);
  await Promise.all([closed, idleClosed]);
  await expect(fetch(`${market.url}/healthz`)).rejects.toThrow();
  await market.stop();
});

test('a connection that never finishes its request is cut after the grace', async () => {
  const market = await startMarket({ limits: { drainGraceMs: 50 } });
  const stuck = connect(Number(new URL(market.url).port), '127.0.0.1');
  stuck.on('error', () => undefined).resume();
  const stuckClosed = new Promise((resolve) => stuck.once('close', resolve));
  const received = new Promise((resolve) => market.market.server.once('request', resolve));
  stuck.write('POST /v1/sellers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
  await received;
  await market.market.close();
  await stuckClosed;
  await market.stop();
});

test('a market that never listened closes too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'market-test-'));
  const market = await createMarket({ dataDir });
  expect(() => market.origin).toThrow();
  await market.close();
  await rm(dataDir, { recursive: true });
});
