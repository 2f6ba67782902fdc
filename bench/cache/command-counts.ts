import type { Redis } from 'ioredis';
import type { Way } from './ways.ts';

export interface CommandCounts {
  hit: number;
  invalidate: number;
  miss: number;
}

/** What each costs in Redis, as `INFO commandstats` counts it, for a value with two tags. */
export async function countCommands(admin: Redis, way: Way): Promise<CommandCounts> {
  const load = () => ({ version: 1 });
  const tags = ['count-tag:1', 'count-tag:2'];
  // Another one with the same tags, so that what a library makes once is there.
  await way.get('count:other', tags, load);
  const count = async (run: () => Promise<unknown>) => {
    await rest();
    await admin.config('RESETSTAT');
    await run();
    await rest();
    const info = await admin.info('commandstats');
    const calls = [...info.matchAll(/cmdstat_([^:]+):calls=(\d+)/g)].map(([, name = '', n = '']) =>
      /^(info|config|ping|client)/.test(name) ? 0 : Number(n),
    );
    return calls.reduce((sum, n) => sum + n, 0);
  };
  const miss = await count(() => way.get('count', tags, load));
  const hit = await count(() => way.get('count', tags, load));
  const invalidate = await count(() => way.forget(['count-tag:1'], ['count']));
  return { hit, invalidate, miss };
}

/** Whoever stores behind the answer has had the time to. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
}
