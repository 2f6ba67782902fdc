import { expect, test } from 'vitest';
import { longestLeaseMs, shortTiming } from './scaled-times.ts';
import { describeFault, faultKinds, freezeMs, planRun } from './schedule.ts';

const options = { posts: 1_000, faults: 100, workers: 3, accounts: 20, seed: 7, naive: false };

test('the same seed is the same run, another seed another one', () => {
  expect(planRun(options)).toEqual(planRun({ ...options }));
  expect(planRun({ ...options, seed: 8 }).faults).not.toEqual(planRun(options).faults);
});

test('has as many faults as were asked for, of every kind, one after the other', () => {
  for (const faults of [14, 100, 333]) {
    const planned = planRun({ ...options, faults }).faults;
    expect(planned).toHaveLength(faults);
    expect(new Set(planned.map((fault) => fault.kind))).toEqual(new Set(faultKinds));
    expect(planned.map((fault) => fault.atMs)).toEqual(planned.map((fault) => fault.atMs).sort((a, b) => a - b));
  }
});

test('has as many posts as were asked for, on accounts that exist, each account once a listing', () => {
  const { arrivals, durationMs } = planRun(options);
  expect(arrivals.reduce((sum, arrival) => sum + arrival.accounts.length, 0)).toBe(1_000);
  for (const { accounts, atMs } of arrivals) {
    expect(new Set(accounts).size).toBe(accounts.length);
    expect(Math.max(...accounts)).toBeLessThan(20);
    expect(atMs).toBeLessThanOrEqual(durationMs);
  }
});

test('every fault can be read', () => {
  expect(describeFault({ kind: 'kill', worker: 2, step: 'after_claim', atMs: 1_234 })).toBe(
    '    1.23 s  kill, worker 2, step after_claim',
  );
});

test('who is frozen has lost its lease and counts as dead when it wakes', () => {
  expect(freezeMs.from).toBeGreaterThan(longestLeaseMs(shortTiming));
  expect(freezeMs.from).toBeGreaterThan(shortTiming.engine.workerDeadAfterMs);
});
