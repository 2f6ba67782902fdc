/** Times in words. Pure, and the same in Node and in every browser: no locale guess, no zone guess. */

const exactFormatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, kind: 'exact' | 'time' | 'short' | 'day'): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  let found = exactFormatters.get(key);
  if (!found) {
    const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    const shape = { exact: { ...day, year: 'numeric', ...time }, time, short: { ...day, ...time }, day }[kind];
    found = new Intl.DateTimeFormat('en-GB', { ...(shape as Intl.DateTimeFormatOptions), timeZone: zone });
    exactFormatters.set(key, found);
  }
  return found;
}

/** `Europe/Berlin` to `Berlin`, `UTC` stays: short enough to stand beside every time. */
export function zoneWord(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `Tue, 24 Nov 2026, 14:30 Berlin` */
export function exactTime(atMs: number, zone: string): string {
  return `${formatter(zone, 'exact').format(atMs)} ${zoneWord(zone)}`;
}

/** `14:30` when it is today in that zone, else `Tue, 24 Nov, 14:30`. */
export function shortTime(atMs: number, zone: string, nowMs: number): string {
  const dayOf = (ms: number) => formatter(zone, 'exact').format(ms).slice(0, -5);
  return formatter(zone, dayOf(atMs) === dayOf(nowMs) ? 'time' : 'short').format(atMs);
}

const steps: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 minutes ago`, `in 2 hours`, `just now` within three quarters of a minute. */
export function relativeTime(atMs: number, nowMs: number): string {
  const awayMs = atMs - nowMs;
  if (Math.abs(awayMs) < 45_000) {
    return 'just now';
  }
  for (const [unit, unitMs] of steps) {
    if (Math.abs(awayMs) >= unitMs * 0.95) {
      return relative.format(Math.round(awayMs / unitMs), unit);
    }
  }
  return relative.format(Math.sign(awayMs), 'minute');
}
