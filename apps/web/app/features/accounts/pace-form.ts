/** A pace as people type it, and back. Pure. What cannot be read becomes NaN, so that the schema names the field. */

import { minuteToClock, type Pace } from '@hawker/core';
import { minuteOfClock } from './quiet-hours.ts';

/** In seconds. */
export const gapUnits = { seconds: 1, minutes: 60, hours: 3_600 } as const;
export type GapUnit = keyof typeof gapUnits;

export interface TypedPace {
  gap: string;
  gapUnit: GapUnit;
  postsPerDay: string;
  quiet: boolean;
  /** `22:00` */
  quietFrom: string;
  quietTo: string;
}

export function typedPaceOf(pace: Pace): TypedPace {
  const gapUnit = unitFor(pace.minGapSeconds);
  const quiet = pace.quietStartMinute !== null && pace.quietEndMinute !== null;
  return {
    gap: String(pace.minGapSeconds / gapUnits[gapUnit]),
    gapUnit,
    postsPerDay: String(pace.postsPerDay),
    quiet,
    // Offered when quiet hours are switched on: the night.
    quietFrom: minuteToClock(pace.quietStartMinute ?? 22 * 60),
    quietTo: minuteToClock(pace.quietEndMinute ?? 7 * 60),
  };
}

/** The largest unit that needs no fraction. */
function unitFor(seconds: number): GapUnit {
  if (seconds === 0 || seconds % 60 !== 0) {
    return 'seconds';
  }
  return seconds % 3_600 === 0 ? 'hours' : 'minutes';
}

export function paceOf(typed: TypedPace): Pace {
  return {
    minGapSeconds: secondsOf(typed.gap, typed.gapUnit),
    postsPerDay: numberOf(typed.postsPerDay),
    quietStartMinute: typed.quiet ? minuteOfClock(typed.quietFrom) : null,
    quietEndMinute: typed.quiet ? minuteOfClock(typed.quietTo) : null,
  };
}

/** From a form with the fields of `TypedPace`. */
export function paceOfForm(form: FormData): Pace {
  const text = (name: keyof TypedPace) => String(form.get(name) ?? '');
  const unit = text('gapUnit');
  return paceOf({
    gap: text('gap'),
    gapUnit: isGapUnit(unit) ? unit : 'seconds',
    postsPerDay: text('postsPerDay'),
    quiet: form.has('quiet'),
    quietFrom: text('quietFrom'),
    quietTo: text('quietTo'),
  });
}

export function isGapUnit(text: string): text is GapUnit {
  return Object.hasOwn(gapUnits, text);
}

/** Half a minute is 30 seconds; what is smaller than a second is rounded away only when the unit is larger. */
function secondsOf(text: string, unit: GapUnit): number {
  const seconds = numberOf(text) * gapUnits[unit];
  return unit === 'seconds' ? seconds : Math.round(seconds);
}

/** `1,5` is one and a half to half of the world; `1,500` could be either, and is neither. */
function numberOf(text: string): number {
  const trimmed = text.trim().replace(/^(\d+),(\d{1,2})$/, '$1.$2');
  return trimmed === '' ? Number.NaN : Number(trimmed);
}
