/** Groups what happened by the day on which it did, by the viewer's clock. Pure. */

import { exactTime } from '../../components/time-words.ts';

export interface Day<T> {
  /** `Tue 24 Nov 2026` */
  day: string;
  entries: T[];
}

/** Keeps the order; the days come in the order of their first entries. */
export function groupByDay<T extends { at: Date }>(entries: readonly T[], zone: string): Day<T>[] {
  const days: Day<T>[] = [];
  for (const entry of entries) {
    const [day = ''] = exactTime(entry.at.getTime(), zone).split(',', 1);
    const last = days.at(-1);
    if (last?.day === day) {
      last.entries.push(entry);
    } else {
      days.push({ day, entries: [entry] });
    }
  }
  return days;
}
