/** Times in words. Pure, and the same in Node and in every browser: no locale guess, no zone guess. */

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The parts of a local time. They are put together here and not by Intl: its order and commas differ between Node and
 * browsers of different age, and then the page would change while it hydrates.
 */
function partsIn(zone: string, atMs: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  return Object.fromEntries(formatter.formatToParts(atMs).map(({ type, value }) => [type, value]));
}

/** `Europe/Berlin` to `Berlin`, `UTC` stays: short enough to stand beside every time. */
export function zoneWord(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `Tue 24 Nov 2026, 14:30 Berlin` */
export function exactTime(atMs: number, zone: string): string {
  const { weekday, day, month, year, hour, minute } = partsIn(zone, atMs);
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute} ${zoneWord(zone)}`;
}

/** `14:30` when it is today in that zone, else `Tue 24 Nov, 14:30`, with its year when it is another. */
export function shortTime(atMs: number, zone: string, nowMs: number): string {
  const { weekday, day, month, year, hour, minute } = partsIn(zone, atMs);
  const today = partsIn(zone, nowMs);
  if (year !== today.year) {
    return `${weekday} ${day} ${month} ${year}, ${hour}:${minute}`;
  }
  const isToday = day === today.day && month === today.month;
  return isToday ? `${hour}:${minute}` : `${weekday} ${day} ${month}, ${hour}:${minute}`;
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
