/**
 * Local time in an IANA zone, by Intl alone. Daylight saving is the reason why no offset is ever stored: a day is
 * asked for by its date in the zone, and an instant is found by asking the zone.
 */

import { z } from 'zod';

export const timeZoneSchema = z.string().refine(isTimeZone, 'Choose a time zone such as Europe/Berlin.');

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export interface LocalTime {
  /** `2026-03-29` */
  date: string;
  /** Minutes since local midnight by the wall clock, 0..1439. */
  minuteOfDay: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

function wallClock(instant: Date, zone: string): { date: string; seconds: number } {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatterFor(zone).formatToParts(instant)) {
    parts[part.type] = part.value;
  }
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    seconds: Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second),
  };
}

export function localTime(instant: Date, zone: string): LocalTime {
  const { date, seconds } = wallClock(instant, zone);
  return { date, minuteOfDay: Math.floor(seconds / 60) };
}

/** How far the zone's wall clock is ahead of UTC at that instant, in milliseconds. */
function offsetMs(instantMs: number, zone: string): number {
  const { date, seconds } = wallClock(new Date(instantMs), zone);
  return Date.parse(`${date}T00:00:00Z`) + seconds * 1000 - Math.floor(instantMs / 1000) * 1000;
}

/**
 * The instant at which the zone's wall clock shows that date and minute. A time that daylight saving skips becomes
 * the same distance after the gap; a time that occurs twice becomes its first occurrence.
 */
export function instantOf(date: string, minuteOfDay: number, zone: string): Date {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * 60_000;
  const dayMs = 86_400_000;
  const candidates = [wallMs - offsetMs(wallMs - dayMs, zone), wallMs - offsetMs(wallMs + dayMs, zone)];
  const exact = candidates.filter((ms) => ms + offsetMs(ms, zone) === wallMs);
  // In a gap neither candidate shows the wanted time: the one from before the change lands after the gap.
  return new Date(exact.length > 0 ? Math.min(...exact) : (candidates[0] ?? wallMs));
}

/** The date after `date`, by the calendar. */
export function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
