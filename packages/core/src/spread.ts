/**
 * When each of many posts goes out that share a window of time: at even steps, the first at its beginning and the last
 * at its end. Instants only, so that a night in which the clocks change is as long as it is.
 */

import { estimateFinish, type Pace, type PaceState } from './pace.ts';
import { instantOf, localTime } from './zone.ts';

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

/** At so many of the posts it is looked whether the pace holds up the rest: enough for an estimate of any number. */
const looksAtMost = 16;

/**
 * When the last of so many posts is really out, where the window is faster than the account's pace; else the window's end.
 * Of every post it asks when those from it on were out if none before them waited: the latest of these is the answer.
 */
export function estimateSpreadFinish(
  window: TimeWindow,
  posts: number,
  pace: Pace,
  state: PaceState,
  zone: string,
): Date {
  const looks = Math.min(posts, looksAtMost);
  let finishMs = spreadAt(posts - 1, posts, window).getTime();
  for (let look = 0; look < looks; look++) {
    const index = looks === 1 ? 0 : Math.round(((posts - 1) * look) / (looks - 1));
    const at = spreadAt(index, posts, window);
    const before = index === 0 ? state : usedBefore(index, at, { window, posts, pace, state, zone });
    finishMs = Math.max(finishMs, estimateFinish(at, posts - index, pace, before, zone).getTime());
  }
  return new Date(finishMs);
}

interface Spread {
  window: TimeWindow;
  posts: number;
  pace: Pace;
  state: PaceState;
  zone: string;
}

/** What the posts before this one have used of the day on which it is due. */
function usedBefore(index: number, at: Date, { window, posts, pace, state, zone }: Spread): PaceState {
  const { date } = localTime(at, zone);
  const midnight = instantOf(date, 0, zone).getTime();
  const stepMs = (window.to.getTime() - window.from.getTime()) / Math.max(1, posts - 1);
  const today = Math.min(index, Math.ceil((at.getTime() - Math.max(midnight, window.from.getTime())) / stepMs));
  const already = state.quotaDate === date ? state.quotaUsed : 0;
  return { nextSlotAt: null, quotaDate: date, quotaUsed: Math.min(pace.postsPerDay, already + (today || 0)) };
}
