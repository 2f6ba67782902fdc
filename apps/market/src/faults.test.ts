import { describe, expect, test } from 'vitest';
import { createFaultSource, defaultFaults, describeFaults, faultPresets, faultSettingsSchema } from './faults.ts';
import { systemRandom } from './random.ts';

const dropping = { ...defaultFaults, dropReply: { probability: 0.08 } };

function drops(count: number, seed = 1, publishCalls = 0): boolean[] {
  const source = createFaultSource({ ...dropping, seed }, publishCalls, systemRandom);
  return Array.from({ length: count }, () => source.next('publish').replyDropped);
}

describe('the draw of faults', () => {
  test('repeats for the same seed and differs for another', () => {
    expect(drops(200)).toEqual(drops(200));
    expect(drops(200)).not.toEqual(drops(200, 2));
  });

  test('hits as often as it was asked to', () => {
    const share = drops(20_000).filter(Boolean).length / 20_000;
    expect(share).toBeGreaterThan(0.075);
    expect(share).toBeLessThan(0.085);
  });

  test('goes on after a restart where it was', () => {
    expect(drops(150, 1, 50)).toEqual(drops(200).slice(50));
  });

  test('is not moved by other faults nor by other calls', () => {
    const busy = createFaultSource(
      { ...dropping, rateLimit: { probability: 0.5, retryAfterSeconds: 1 } },
      0,
      systemRandom,
    );
    const seen = Array.from({ length: 200 }, () => {
      busy.next('other');
      return busy.next('publish').replyDropped;
    });
    expect(seen).toEqual(drops(200));
  });

  test('begins anew when the settings are set again', () => {
    const source = createFaultSource(dropping, 0, systemRandom);
    const take = () => Array.from({ length: 100 }, () => source.next('publish').replyDropped);
    const first = take();
    source.replace(dropping);
    expect(take()).toEqual(first);
  });

  test('0 never hits, 1 always does, and latency keeps to its range', () => {
    const source = createFaultSource(
      { ...defaultFaults, unavailable: { probability: 1 }, latencyMs: { min: 20, max: 40 } },
      0,
      systemRandom,
    );
    for (let call = 0; call < 500; call++) {
      const faults = source.next('other');
      expect(faults.unavailable).toBe(true);
      expect(faults.rateLimited || faults.refused || faults.replyDropped).toBe(false);
      expect(faults.latencyMs).toBeGreaterThanOrEqual(20);
      expect(faults.latencyMs).toBeLessThanOrEqual(40);
    }
  });
});

describe('the settings', () => {
  test('every preset is a whole document with the seed', () => {
    for (const { settings } of faultPresets) {
      expect(faultSettingsSchema.parse({ seed: 7, ...settings })).toEqual({ seed: 7, ...settings });
    }
  });

  test('each fault that is on has a sentence', () => {
    expect(describeFaults(defaultFaults)).toEqual([]);
    expect(
      describeFaults({
        seed: 1,
        latencyMs: { min: 1_500, max: 6_000 },
        rateLimit: { probability: 0.2, retryAfterSeconds: 5 },
        unavailable: { probability: 0.125 },
        refuse: { probability: 1, field: 'title', message: 'No.' },
        expiredTokens: ['abc'],
        dropReply: { probability: 0.08 },
        lookupLagMs: 500,
        honourIdempotencyKeys: false,
      }).map((sentence) => sentence.replaceAll('\u00a0', ' ')),
    ).toEqual([
      'Answers take 1.5 to 6 s.',
      '12.5 % of calls find the market down.',
      '20 % of calls are told to wait 5 s.',
      '100 % of new listings are refused for their title.',
      '8 % of accepted listings lose their reply.',
      '1 seller token counts as expired.',
      'A new listing can be looked up after 0.5 s.',
      'Idempotency keys are ignored.',
    ]);
  });
});
