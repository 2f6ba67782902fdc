import { minuteToClock } from '@hawker/core';
import { describe, expect, it } from 'vitest';
import { minuteOfClock, minutesADay, openTime, quietSegments } from './quiet-hours.ts';

const at = (quietStartMinute: number | null, quietEndMinute: number | null) => ({ quietStartMinute, quietEndMinute });

describe('quiet hours on a strip', () => {
  it('are one part of the day, or two when they pass midnight', () => {
    expect(quietSegments(at(null, null))).toEqual([]);
    expect(quietSegments(at(60, 180))).toEqual([{ startMinute: 60, lengthMinutes: 120 }]);
    expect(quietSegments(at(1_320, 420))).toEqual([
      { startMinute: 0, lengthMinutes: 420 },
      { startMinute: 1_320, lengthMinutes: 120 },
    ]);
    expect(quietSegments(at(1_320, 0))).toEqual([{ startMinute: 1_320, lengthMinutes: 120 }]);
  });

  it('cover exactly the minutes in which the account is quiet', () => {
    const ends = [0, 1, 420, 719, 720, 1_320, 1_439];
    const windows = ends.flatMap((start) => ends.filter((end) => end !== start).map((end) => [start, end] as const));
    for (const [start, end] of windows) {
      const segments = quietSegments(at(start, end));
      for (let asked = 0; asked < minutesADay; asked++) {
        const onStrip = segments.some(
          ({ startMinute, lengthMinutes }) => asked >= startMinute && asked < startMinute + lengthMinutes,
        );
        const sinceStart = (asked - start + minutesADay) % minutesADay;
        if (onStrip !== sinceStart < (end - start + minutesADay) % minutesADay) {
          expect.fail(`minute ${asked} of the quiet hours ${start} to ${end}`);
        }
      }
    }
  });

  it('leave so much of the day', () => {
    expect(openTime(at(null, null))).toBe('24 h');
    expect(openTime(at(1_320, 420))).toBe('15 h');
    expect(openTime(at(0, 870))).toBe('9 h 30 min');
    expect(openTime(at(30, 0))).toBe('30 min');
  });
});

describe('a time of the day', () => {
  it('is read back as it was written', () => {
    for (const minute of [0, 59, 420, 1_439]) {
      expect(minuteOfClock(minuteToClock(minute))).toBe(minute);
    }
  });

  it.each(['', '24:00', '7:00', '12:60', 'noon'])('is not %j', (clock) => {
    expect(minuteOfClock(clock)).toBeNull();
  });
});
