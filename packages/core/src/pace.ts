/**
 * Pace: how fast an account may post. Pure; the database's clock is passed in, and the claim applies the result
 * under the account's lock, so no two workers can both think that a slot is free.
 */

import { z } from 'zod';
import { instantOf, localTime, nextDate } from './zone.ts';

const minuteOfDay = z.int().min(0).max(1439);

export const paceSchema = z
  .object({
    minGapSeconds: z.int('Give whole seconds.').min(0, 'At least 0 seconds.').max(86_400, 'At most one day.'),
    postsPerDay: z.int('Give a whole number.').min(1, 'At least 1 post a day.').max(100_000, 'At most 100,000 a day.'),
    /** Minutes since local midnight. A window may pass midnight (22:00 to 07:00). Both null: no quiet hours. */
    quietStartMinute: minuteOfDay.nullable(),
    quietEndMinute: minuteOfDay.nullable(),
  })
  .refine((pace) => (pace.quietStartMinute === null) === (pace.quietEndMinute === null), {
    message: 'Give both ends of the quiet hours, or neither.',
    path: ['quietEndMinute'],
  })
  .refine((pace) => pace.quietStartMinute === null || pace.quietStartMinute !== pace.quietEndMinute, {
    message: 'Quiet hours must not begin and end at the same time.',
    path: ['quietEndMinute'],
  });

export type Pace = z.infer<typeof paceSchema>;

/** A start that no marketplace takes for a flood, and 50 listings still go out within a day. */
export const defaultPace: Pace = { minGapSeconds: 60, postsPerDay: 100, quietStartMinute: null, quietEndMinute: null };

/** For the practice market, where nobody minds: a batch of 250 is done while one watches. */
export const practicePace: Pace = {
  minGapSeconds: 0,
  postsPerDay: 10_000,
  quietStartMinute: null,
  quietEndMinute: null,
};

export interface PaceState {
  /** The earliest instant that the gap (or the channel's Retry-After) allows; null when nothing was posted yet. */
  nextSlotAt: Date | null;
  /** The local date that `usedToday` counts, and how many submits it had. */
  quotaDate: string | null;
  quotaUsed: number;
}

function inQuietHours(pace: Pace, minute: number): boolean {
  const { quietStartMinute: start, quietEndMinute: end } = pace;
  if (start === null || end === null) {
    return false;
  }
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

/**
 * The earliest instant, not before `now`, at which the account may post. Looks at the gap, then at the day's quota,
 * then at quiet hours, and again until all three agree (at most a few rounds: each moves time forward).
 */
export function nextAllowedAt(now: Date, pace: Pace, state: PaceState, zone: string): Date {
  let at = state.nextSlotAt && state.nextSlotAt > now ? state.nextSlotAt : now;
  for (let round = 0; round < 6; round++) {
    const local = localTime(at, zone);
    if (local.date === state.quotaDate && state.quotaUsed >= pace.postsPerDay) {
      at = instantOf(nextDate(local.date), 0, zone);
      continue;
    }
    if (pace.quietEndMinute !== null && inQuietHours(pace, local.minuteOfDay)) {
      const endsToday = local.minuteOfDay < pace.quietEndMinute;
      at = instantOf(endsToday ? local.date : nextDate(local.date), pace.quietEndMinute, zone);
      continue;
    }
    return at;
  }
  return at;
}

/** How long one post takes where the pace asks for no gap, for estimates only, in milliseconds. */
const postTakesMs = 1_000;

/**
 * When the last of so many posts goes out, one after the other at this pace. Walks day by day, not post by post; and as
 * soon as a day begins at the same time as one before it, the days between repeat and are stepped over by arithmetic, so
 * that it takes no longer for centuries than for a month. A clock change on the way is not looked at then: where the
 * gap and not the day's number is the limit, the answer may be off by the hour's posts that it takes or gives.
 */
export function estimateFinish(now: Date, posts: number, pace: Pace, state: PaceState, zone: string): Date {
  const perPostMs = Math.max(postTakesMs, pace.minGapSeconds * 1000);
  let at = now;
  let current = state;
  let left = posts;
  let days: DayStart[] = [];
  while (left > 0) {
    at = nextAllowedAt(at, pace, current, zone);
    const { date } = localTime(at, zone);
    const isNewDay = date !== current.quotaDate;
    const like = isNewDay ? earlierLike(at, days) : undefined;
    const rounds = like ? Math.floor((left - 1) / (like.left - left)) : 0;
    if (like && rounds > 0) {
      at = laterByClock(at, rounds * (at.getTime() - like.at.getTime()), zone);
      left -= rounds * (like.left - left);
      current = { nextSlotAt: null, quotaDate: null, quotaUsed: 0 };
      days = [];
      continue;
    }
    if (isNewDay) {
      days.push({ at, left });
    }
    const used = isNewDay ? 0 : current.quotaUsed;
    const pauseAt = nextPauseAfter(at, pace, zone);
    const fit = Math.max(1, Math.ceil((pauseAt.getTime() - at.getTime()) / perPostMs));
    const burst = Math.min(left, fit, pace.postsPerDay - used);
    left -= burst;
    at = new Date(at.getTime() + (left === 0 ? burst - 1 : burst) * perPostMs);
    current = { nextSlotAt: null, quotaDate: date, quotaUsed: used + burst };
  }
  return at;
}

/** The first post of a day, with nothing of the day's number used, and how many are left then. */
interface DayStart {
  at: Date;
  left: number;
}

const dayMs = 86_400_000;
/** With a gap that fits into no day evenly they may never repeat: then their average is near enough. */
const walkedDaysAtMost = 30;

/** An earlier day that began at the same time. Through a clock change none does: 24 hours lie between, or a multiple. */
function earlierLike(at: Date, days: readonly DayStart[]): DayStart | undefined {
  const same = days.findLast((day) => (at.getTime() - day.at.getTime()) % dayMs === 0);
  return same ?? (days.length < walkedDaysAtMost ? undefined : days[0]);
}

/** So much later by the zone's wall clock. */
function laterByClock(at: Date, ms: number, zone: string): Date {
  const { date, minuteOfDay } = localTime(at, zone);
  const inMinuteMs = at.getTime() % 60_000;
  const wall = new Date(Date.parse(`${date}T00:00:00Z`) + minuteOfDay * 60_000 + inMinuteMs + ms);
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const instant = instantOf(wall.toISOString().slice(0, 10), minute, zone);
  return new Date(instant.getTime() + (wall.getTime() % 60_000));
}

/** The next local midnight or beginning of quiet hours, whichever comes first. */
function nextPauseAfter(at: Date, pace: Pace, zone: string): Date {
  const local = localTime(at, zone);
  const midnight = instantOf(nextDate(local.date), 0, zone);
  if (pace.quietStartMinute === null || pace.quietStartMinute <= local.minuteOfDay) {
    return midnight;
  }
  return instantOf(local.date, pace.quietStartMinute, zone);
}

/** About how many posts a day the pace allows: the tighter of the gap and the daily number. */
export function postsPerDayAt(pace: Pace): number {
  const { quietStartMinute: start, quietEndMinute: end } = pace;
  const quietMinutes = start === null || end === null ? 0 : (end - start + 1440) % 1440;
  const openSeconds = (1440 - quietMinutes) * 60;
  return pace.minGapSeconds === 0
    ? pace.postsPerDay
    : Math.min(pace.postsPerDay, Math.max(1, Math.floor(openSeconds / pace.minGapSeconds)));
}

/** `22:00`, for a minute of the day. */
export function minuteToClock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The pace in words. It is a limit, and says so: how many posts go out depends on how many there are. */
export function describePace(pace: Pace): string {
  const perDay = new Intl.NumberFormat('en').format(postsPerDayAt(pace));
  const gap =
    pace.minGapSeconds === 0 ? 'no gap between posts' : `at least ${describeSeconds(pace.minGapSeconds)} apart`;
  const quiet =
    pace.quietStartMinute === null || pace.quietEndMinute === null
      ? ''
      : `, quiet from ${minuteToClock(pace.quietStartMinute)} to ${minuteToClock(pace.quietEndMinute)}`;
  return `Its pace allows at most ${perDay} ${perDay === '1' ? 'post' : 'posts'} a day, ${gap}${quiet}.`;
}

function describeSeconds(seconds: number): string {
  if (seconds % 3600 === 0) {
    return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
  }
  if (seconds % 60 === 0) {
    return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
  }
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
