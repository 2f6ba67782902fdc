/** Where quiet hours lie on a strip of one day. Pure; minutes since local midnight, as in the pace. */

export const minutesADay = 1_440;

export interface QuietHours {
  quietStartMinute: number | null;
  quietEndMinute: number | null;
}

export interface Segment {
  startMinute: number;
  lengthMinutes: number;
}

/** None, one, or two when the window passes midnight; in the order of the day. */
export function quietSegments({ quietStartMinute: start, quietEndMinute: end }: QuietHours): Segment[] {
  if (start === null || end === null || start === end) {
    return [];
  }
  if (start < end) {
    return [{ startMinute: start, lengthMinutes: end - start }];
  }
  const evening = { startMinute: start, lengthMinutes: minutesADay - start };
  return end === 0 ? [evening] : [{ startMinute: 0, lengthMinutes: end }, evening];
}

/** How long posts may go out in a day: `15 h`, `9 h 30 min`. */
export function openTime(quiet: QuietHours): string {
  const quietMinutes = quietSegments(quiet).reduce((sum, segment) => sum + segment.lengthMinutes, 0);
  const open = minutesADay - quietMinutes;
  const hours = Math.floor(open / 60);
  const minutes = open % 60;
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : ''].filter(Boolean).join(' ');
}

/** `22:00` to 1320; null for anything else. The way back is `minuteToClock` of the core. */
export function minuteOfClock(clock: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}
