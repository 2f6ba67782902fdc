/**
 * When each of many posts goes out that share a window of time: at even steps, the first at its beginning and the last
 * at its end. Instants only, so that a night in which the clocks change is as long as it is.
 */

export interface TimeWindow {
  from: Date;
  to: Date;
}

/** Of post `index` (0, 1, 2 ...) of `count`. Gaps differ by at most a millisecond, from rounding. One alone goes at `from`. */
export function spreadAt(index: number, count: number, { from, to }: TimeWindow): Date {
  if (count <= 1) {
    return from;
  }
  return new Date(from.getTime() + Math.round(((to.getTime() - from.getTime()) * index) / (count - 1)));
}
