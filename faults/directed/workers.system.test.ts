import { describe, expect, test, vi } from 'vitest';
import { allWell, type Stage, setStage } from './stage.ts';

const slowly = { latencyMs: { min: 700, max: 700 } };

async function untilSubmitting({ desk }: Stage): Promise<void> {
  await vi.waitFor(
    async () => {
      const open = await desk.app.database.sql.rows(`SELECT 1 FROM attempt WHERE status = 'submitting'`);
      expect(open).toHaveLength(1);
    },
    { timeout: 60_000, interval: 10 },
  );
}

describe.concurrent('a worker', () => {
  test.for([
    ['SIGTERM', ['SIGTERM']],
    ['a second SIGTERM and a SIGINT', ['SIGTERM', 'SIGTERM', 'SIGINT']],
  ] as const)('finishes what is under way on %s, takes nothing more, and ends well', async ([, signals], context) => {
    const stage = await setStage(context, { market: slowly });
    const worker = await stage.startWorker({ restarts: false });
    await stage.person.post('first', [stage.account]);
    await stage.person.post('second', [stage.account]);
    await untilSubmitting(stage);
    const ended = worker.ended();
    for (const signal of signals) {
      worker.signal(signal);
    }
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expect(await stage.statuses()).toEqual(['published', 'queued']);
    const locked = await stage.desk.app.database.sql.rows(
      'SELECT 1 FROM graphile_worker.jobs WHERE locked_at IS NOT NULL',
    );
    expect(locked).toEqual([]);
    await stage.startWorker();
    await stage.untilStatuses(['published', 'published']);
    expect(await stage.verdict()).toEqual(allWell);
  });

  test('goes on when its LISTEN connections are killed, and screens see everything', async (context) => {
    const stage = await setStage(context);
    await stage.startWorker();
    const listening = `pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'LISTEN %'`;
    const { sql } = stage.desk.app.database;
    // The worker's (graphile-worker has one), and the desk's.
    await vi.waitFor(async () => expect(await sql.rows(`SELECT pid FROM ${listening}`)).toHaveLength(2), 10_000);
    const killed = await sql.rows(`SELECT pg_terminate_backend(pid) FROM ${listening}`);
    expect(killed).toHaveLength(2);
    await stage.person.post('first', [stage.account]);
    await stage.untilStatuses(['published']);
    expect(await stage.verdict()).toEqual(allWell);
  });

  test('keeps the pace whatever its own clock says', async (context) => {
    const stage = await setStage(context, { pace: { minGapSeconds: 1, postsPerDay: 100 } });
    const clock = new URL('../workers/shifted-clock.mjs', import.meta.url).href;
    await Promise.all([
      stage.startWorker({ preload: `${clock}?minutes=10` }),
      stage.startWorker({ preload: `${clock}?minutes=-10` }),
    ]);
    for (const sku of ['first', 'second', 'third', 'fourth']) {
      await stage.person.post(sku, [stage.account]);
    }
    await stage.untilStatuses(Array.from({ length: 4 }, () => 'published'));
    // I3: the market saw them a second apart, and I4: nobody took the other for dead.
    expect(await stage.verdict()).toEqual(allWell);
    const crashed = await stage.desk.app.database.sql.rows('SELECT 1 FROM post WHERE crashes > 0');
    expect(crashed).toEqual([]);
  });
});
