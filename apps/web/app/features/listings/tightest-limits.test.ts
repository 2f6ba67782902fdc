import { coreLimits } from '@hawker/core';
import { expect, test } from 'vitest';
import { type Channel, tightestLimit } from './tightest-limits.ts';

const channel = (title: string, titleMax: number): Channel => ({
  name: title,
  title,
  limits: { ...coreLimits, titleMax },
  credentialFields: [],
  defaultPace: { minGapSeconds: 0, postsPerDay: 1, quietStartMinute: null, quietEndMinute: null },
  signUpUrl: null,
  delivery: 'api',
  upload: null,
});

test('with no channel chosen Hawker’s own limits hold, and they are the core’s', () => {
  for (const name of ['titleMax', 'descriptionMax', 'photosMax'] as const) {
    expect(tightestLimit(name, [])).toEqual({ max: coreLimits[name], channel: null });
  }
});

test('the tightest of the chosen channels is named', () => {
  expect(tightestLimit('titleMax', [channel('Sheet', 150), channel('eBay', 80)])).toEqual({ max: 80, channel: 'eBay' });
});
