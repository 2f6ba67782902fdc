/** What a person chose in the schedule dialog: what is wrong about it, and what it comes to. Pure. */

import { countOf, formatCount } from '../../components/number.tsx';

export type ScheduleMode = 'at' | 'spread';

export interface SchedulePlan {
  mode: ScheduleMode;
  /** The time, or the first post's; null while it is half typed. */
  from: Date | null;
  /** The last post's, of a spread. */
  to: Date | null;
}

export type PlanProblem = { field: 'from' | 'to'; sentence: string };

export function problemOf({ mode, from, to }: SchedulePlan, nowMs: number): PlanProblem | null {
  if (from === null) {
    return { field: 'from', sentence: 'Give a date and a time.' };
  }
  if (from.getTime() <= nowMs) {
    return { field: 'from', sentence: 'This time has passed. Choose a later one, or publish now.' };
  }
  if (mode === 'at') {
    return null;
  }
  if (to === null) {
    return { field: 'to', sentence: 'Give a date and a time.' };
  }
  return to.getTime() <= from.getTime() ? { field: 'to', sentence: 'Choose a time after the first post.' } : null;
}

const units: ReadonlyArray<readonly [string, number]> = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** `one every 14 minutes`; `40 a minute` where they are closer than two seconds. */
export function stepWords(posts: number, lengthMs: number): string {
  const stepMs = lengthMs / Math.max(1, posts - 1);
  const [unit, unitMs] = units.find(([, ms]) => stepMs >= 2 * ms) ?? [null, 0];
  return unit === null
    ? `${formatCount(Math.round(60_000 / Math.max(stepMs, 1)))} a minute`
    : `one every ${countOf(Math.round(stepMs / unitMs), unit)}`;
}
