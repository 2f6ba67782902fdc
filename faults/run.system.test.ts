import { describe, expect, test } from 'vitest';
import { judge } from './report.ts';
import { run } from './run/run.ts';
import { planRun } from './schedule.ts';

const short = { posts: 60, faults: 10, workers: 2, accounts: 10, naive: false };

async function verdictOf(options: typeof short & { seed: number }, signal: AbortSignal) {
  const { evidence } = await run(options, planRun(options), { say: () => undefined, signal });
  const { findings, extraPosts, lostPosts } = judge(evidence);
  const breaches = findings.flatMap(({ id, breaches }) => breaches.map((breach) => `${id} ${breach}`));
  return { posts: evidence.posts.length, extraPosts, lostPosts, breaches };
}

describe.concurrent('a short run', () => {
  test.for([11, 12, 13])('sixty posts and ten faults of seed %i: none twice, none lost', async (seed, { signal }) => {
    expect(await verdictOf({ ...short, seed }, signal)).toEqual({
      posts: 60,
      extraPosts: 0,
      lostPosts: 0,
      breaches: [],
    });
  });

  test('a handler that posts and then sets a flag is found out', async ({ signal }) => {
    const { extraPosts, breaches } = await verdictOf({ ...short, seed: 11, naive: true }, signal);
    expect(extraPosts).toBeGreaterThan(0);
    expect(breaches.some((breach) => breach.startsWith('I1 '))).toBe(true);
  });
});
