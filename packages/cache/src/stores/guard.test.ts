import { describe, expect, it } from 'vitest';
import { type BreakerState, StoreTimeoutError, StoreUnavailableError } from '../store.ts';
import { nextTurn } from '../testing/gate.ts';
import { createHandTimers } from '../testing/hand-timers.ts';
import { Guard } from './guard.ts';

function setUp() {
  const timers = createHandTimers();
  const states: BreakerState[] = [];
  let isBack = false;
  let probes = 0;
  const probe = async () => {
    probes += 1;
    if (!isBack) throw new Error('still gone');
  };
  const guard = new Guard({ timeoutMs: 100, opensAfter: 5, retryAfterMs: 1_000, probe, ...timers });
  guard.watch((state) => states.push(state));
  const comeBack = () => {
    isBack = true;
  };
  const fail = () => guard.run(() => Promise.reject(new Error('gone')));
  const open = async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(fail()).rejects.toThrow('gone');
  };
  return { guard, timers, states, comeBack, probes: () => probes, fail, open };
}

describe('Guard', () => {
  it('gives up on an operation at its timeout and leaves no timer behind', async () => {
    const { guard, timers } = setUp();
    const hanging = guard.run(() => new Promise(() => undefined));
    timers.advance(99);
    expect(timers.waiting()).toBe(1);
    timers.advance(1);
    await expect(hanging).rejects.toThrow(StoreTimeoutError);
    await guard.run(async () => 'in time');
    await nextTurn();
    expect(timers.waiting()).toBe(0);
  });

  it('opens after five failures in a row, not after five in all', async () => {
    const { guard, fail } = setUp();
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) await expect(fail()).rejects.toThrow('gone');
      await guard.run(async () => 'fine');
    }
    expect(guard.state).toBe('closed');
  });

  it('lets nothing through while it is open, and tries again by itself once a second', async () => {
    const { guard, timers, states, comeBack, probes, open } = setUp();
    await open();
    let ran = 0;
    const read = () =>
      guard.run(async () => {
        ran += 1;
      });
    await expect(read()).rejects.toThrow(StoreUnavailableError);
    expect(probes()).toBe(0);
    timers.advance(1_000);
    await expect(read()).rejects.toThrow(StoreUnavailableError);
    await expect(read()).rejects.toThrow(StoreUnavailableError);
    expect(probes()).toBe(1);
    comeBack();
    timers.advance(1_000);
    await expect(read()).rejects.toThrow(StoreUnavailableError);
    await nextTurn();
    await read();
    expect(ran).toBe(1);
    expect(states).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
  });

  it('lets a patient operation be the attempt when one is due', async () => {
    const { guard, timers, open, probes } = setUp();
    await open();
    await expect(guard.runPatiently(async () => 'too early')).rejects.toThrow(StoreUnavailableError);
    timers.advance(1_000);
    await expect(guard.runPatiently(async () => 'back')).resolves.toBe('back');
    expect(guard.state).toBe('closed');
    expect(probes()).toBe(0);
  });
});
