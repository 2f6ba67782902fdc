import { defaultPace, type Pace, paceSchema, practicePace } from '@hawker/core';
import { describe, expect, it } from 'vitest';
import { paceOf, paceOfForm, type TypedPace, typedPaceOf } from './pace-form.ts';

const quietPace: Pace = { minGapSeconds: 5_400, postsPerDay: 40, quietStartMinute: 1_320, quietEndMinute: 420 };

function formOf(typed: TypedPace): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) {
    if (typeof value === 'string') {
      form.set(name, value);
    } else if (value) {
      form.set(name, 'on');
    }
  }
  return form;
}

describe('a typed pace', () => {
  it.each([defaultPace, practicePace, quietPace])('is read back as it was shown', (pace) => {
    expect(paceOf(typedPaceOf(pace))).toEqual(pace);
    expect(paceOfForm(formOf(typedPaceOf(pace)))).toEqual(pace);
  });

  it('is shown in the largest unit without a fraction', () => {
    const gapOf = (minGapSeconds: number) => {
      const { gap, gapUnit } = typedPaceOf({ ...defaultPace, minGapSeconds });
      return `${gap} ${gapUnit}`;
    };
    expect([0, 45, 60, 5_400, 7_200].map(gapOf)).toEqual([
      '0 seconds',
      '45 seconds',
      '1 minutes',
      '90 minutes',
      '2 hours',
    ]);
  });

  it('may have half a minute', () => {
    for (const gap of ['1.5', '1,5']) {
      expect(paceOf({ ...typedPaceOf(defaultPace), gap, gapUnit: 'minutes' }).minGapSeconds).toBe(90);
    }
  });

  it.each([
    ['gap', '', 'minGapSeconds'],
    ['gap', 'a while', 'minGapSeconds'],
    ['gap', '1,500', 'minGapSeconds'],
    ['postsPerDay', '', 'postsPerDay'],
    ['quietTo', '', 'quietEndMinute'],
  ] as const)('names the field when %s is %j', (field, text, path) => {
    const parsed = paceSchema.safeParse(paceOf({ ...typedPaceOf(quietPace), [field]: text }));
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('has no quiet hours when they are switched off, whatever the times say', () => {
    const { quietStartMinute, quietEndMinute } = paceOf({ ...typedPaceOf(quietPace), quiet: false });
    expect([quietStartMinute, quietEndMinute]).toEqual([null, null]);
  });
});
