/**
 * Timing on a machine that others use too: the series take turns within each round, so that whatever slows the machine
 * down hits floor and subject alike, and only medians and ratios of the same round are looked at.
 */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Series {
  /** Not timed; runs before each sample. */
  prepare?(): Promise<void>;
  run(): Promise<unknown>;
  /** Not timed; runs after each sample that went well. */
  cleanUp?(): Promise<void>;
}

export interface Rounds {
  /** Rounds whose times are thrown away: caches, compiled code and connections get warm. */
  warmUp: number;
  measured: number;
}

/** Times of each series in milliseconds, one a round. Every other round goes backwards, so that nobody is always first. */
export async function sampleInTurns<Name extends string>(
  series: Readonly<Record<Name, Series>>,
  rounds: Rounds,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(series) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -rounds.warmUp; round < rounds.measured; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) {
      await series[name].prepare?.();
      const began = performance.now();
      await series[name].run();
      const tookMs = performance.now() - began;
      await series[name].cleanUp?.();
      if (round >= 0) {
        samples[name].push(tookMs);
      }
    }
  }
  return samples;
}

let collect: ((options: { type: 'minor' }) => void) | undefined;

/**
 * Clears the young heap, for `prepare` where a high quantile is looked at. A collection of it takes 5 ms and falls on one
 * of some twenty calls that make objects, whichever comes then: whose p95 it was would be left to chance.
 */
export function collectYoungGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as typeof collect;
  }
  collect?.({ type: 'minor' });
}

/** The value below which this share (0 to 1) of the samples lies, between two samples by straight line. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) {
    throw new RangeError('No samples were taken');
  }
  return below + (above - below) * (position - Math.floor(position));
}

export interface Comparison {
  /** Medians, or the quantiles that were asked for. */
  floor: number;
  hawker: number;
  /** Hawker's by the floor's. */
  ratio: number;
  /** Half of the rounds had a ratio between these two. */
  spread: { low: number; high: number };
  rounds: number;
}

/** `share`: which quantile of both stands for them; 0.5 is the median. */
export function compare(floor: readonly number[], hawker: readonly number[], share = 0.5): Comparison {
  const ofRounds = hawker.map((value, round) => value / (floor[round] ?? Number.NaN));
  const quantiles = { floor: quantile(floor, share), hawker: quantile(hawker, share) };
  return {
    ...quantiles,
    ratio: quantiles.hawker / quantiles.floor,
    spread: { low: quantile(ofRounds, 0.25), high: quantile(ofRounds, 0.75) },
    rounds: hawker.length,
  };
}
