import { checkLimits } from '@hawker/core';
import { expect, test } from 'vitest';
import { describeSheetChannel } from '../testing/sheet-channel-suite.ts';
import { createFacebookSheetChannel } from './channel.ts';

const channel = createFacebookSheetChannel();

describeSheetChannel(channel);

const chair = { title: 'Chair', description: '', priceMinor: 4_500, currency: 'EUR', photoCount: 0 };

test('takes what Facebook’s template takes, and says what it does not', () => {
  const check = (change: Partial<typeof chair>) =>
    Object.keys(checkLimits({ ...chair, ...change }, channel.limits, ''));
  expect(check({})).toEqual([]);
  expect(check({ title: 'x'.repeat(150), description: 'x'.repeat(5_000) })).toEqual([]);
  expect(check({ title: 'x'.repeat(151) })).toEqual(['title']);
  expect(check({ description: 'x'.repeat(5_001) })).toEqual(['description']);
  expect(check({ priceMinor: 4_550 })).toEqual(['price']);
});

test('a price is whole by the decimals of its own currency', () => {
  const check = (priceMinor: number, currency: string) =>
    checkLimits({ ...chair, priceMinor, currency }, channel.limits, '').price === undefined;
  expect(check(4_550, 'JPY')).toBe(true);
  expect(check(45_500, 'KWD')).toBe(false);
  expect(check(45_000, 'KWD')).toBe(true);
});
