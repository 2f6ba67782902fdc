/** The product with a Redis of its own, which goes and comes back. */

import { startOwnRedis } from '@hawker/cache/testing/redis';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everythingHeard } from './testing/everything-heard.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

const redis = await startOwnRedis();
const redisUrl = redis.address;
afterAll(() => redis.stop());

let here: TestApp;
let there: TestApp;
let opened: TestApp[];
beforeEach(async () => {
  here = await createTestApp({ redisUrl });
  there = await here.another();
  opened = [here, there];
});
afterEach(async () => {
  await redis.process.restart();
  for (const one of opened.reverse()) {
    await one.close();
  }
});

async function another(...options: Parameters<TestApp['another']>): Promise<TestApp> {
  const app = await here.another(...options);
  opened.push(app);
  return app;
}

/** Announcements of what was done so far come to nobody any more. */
const allHeard = async () => {
  for (const { app } of opened) {
    if (app.live.connected) {
      await everythingHeard(app);
    }
  }
};
const namesIn = async ({ caller }: TestApp) => (await caller.accounts.list()).map((account) => account.name);
const isDegraded = async ({ caller }: TestApp) => (await caller.system.status()).cacheDegraded;
/** Waits until every entry that a read left behind has reached Redis. */
const stored = ({ app }: TestApp) => expect.poll(() => app.cache.stats().inFlight).toBe(0);

describe('with Redis', () => {
  test('what one process has loaded the others find, Dates and all', async () => {
    await here.addAccounts(1);
    await allHeard();
    const loaded = await here.caller.accounts.list();
    await stored(here);
    expect(await there.caller.accounts.list()).toEqual(loaded);
    expect(there.app.cache.stats()).toMatchObject({ hits: 1, loads: { stored: 0 } });
  });

  test('another Hawker on the same Redis has answers of its own', async () => {
    const other = await createTestApp({ redisUrl });
    opened.push(other);
    await here.addAccounts(1);
    await allHeard();
    await here.caller.accounts.list();
    await stored(here);
    expect(await other.caller.accounts.list()).toEqual([]);
  });

  test('SQL by hand is seen by every process as soon as one has heard of it', async () => {
    const [id = ''] = await here.addAccounts(1);
    await namesIn(here);
    await here.app.live.close();
    await here.app.database.sql.rows(`UPDATE account SET name = 'By hand' WHERE id = $1`, [id]);
    await expect.poll(() => namesIn(there)).toEqual(['By hand']);
    expect(await namesIn(here)).toEqual(['By hand']);
  });

  test('a command that runs for a moment leaves the shared answers alone; what stays up forgets them', async () => {
    await namesIn(here);
    await stored(here);
    const command = await another({ redisUrl });
    await namesIn(command);
    expect(command.app.cache.stats().loads.stored).toBe(0);
    const service = await another({ redisUrl, forgetsAtStart: true });
    await namesIn(service);
    await expect.poll(() => service.app.cache.stats().loads.stored).toBe(1);
  });

  test('a process that lost its announcements does not take the answers from the others, and catches up', async () => {
    const [id = ''] = await here.addAccounts(1);
    await there.app.live.close();
    await allHeard();
    const again = new Promise<void>((resolve) => {
      here.app.live.subscribe((message) => {
        if (message.type === 'many') {
          resolve();
        }
      });
    });
    await namesIn(there);
    await stored(there);
    const { sql } = here.app.database;
    await sql.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'hawker listen'`,
    );
    await expect.poll(() => here.app.live.connected).toBe(false);
    const { hits } = there.app.cache.stats();
    await namesIn(there);
    expect(there.app.cache.stats().hits).toBe(hits + 1);
    // Nobody hears this one.
    await sql.rows(`UPDATE account SET name = 'Unheard' WHERE id = $1`, [id]);
    await again;
    expect(await namesIn(there)).toEqual(['Unheard']);
  });
});

describe('without its Redis', () => {
  test.each([
    ['killed', () => redis.process.kill(), () => redis.process.restart()],
    ['frozen', () => redis.process.freeze(), () => redis.process.thaw()],
  ] as const)('(%s) everything works, says so once, and nothing old is served afterwards', async (_how, end, begin) => {
    const [id = ''] = await here.addAccounts(1);
    await namesIn(here);
    await stored(here);
    await namesIn(there);
    expect(await isDegraded(here)).toBe(false);

    await end();
    await here.caller.accounts.update({ id, update: { name: 'Renamed' } });
    expect(await namesIn(here)).toEqual(['Renamed']);
    expect(await namesIn(there)).toEqual(['Renamed']);
    expect(await isDegraded(here)).toBe(true);
    for (let read = 0; read < 10; read += 1) {
      await namesIn(here);
    }
    expect(here.logged.filter((line) => line.includes('Redis does not answer'))).toHaveLength(1);

    await begin();
    await expect.poll(() => isDegraded(here), { timeout: 10_000 }).toBe(false);
    await expect.poll(() => isDegraded(there), { timeout: 10_000 }).toBe(false);
    expect(await namesIn(here)).toEqual(['Renamed']);
    expect(await namesIn(there)).toEqual(['Renamed']);
    expect(here.logged.filter((line) => line.includes('Redis answers again'))).toHaveLength(1);
  });

  test('it starts, and uses Redis as soon as it is there', async () => {
    await redis.process.kill();
    const late = await another({ redisUrl, forgetsAtStart: true });
    expect(await namesIn(late)).toEqual([]);
    expect(await isDegraded(late)).toBe(true);
    await redis.process.restart();
    await expect.poll(() => isDegraded(late), { timeout: 10_000 }).toBe(false);
  });
});
