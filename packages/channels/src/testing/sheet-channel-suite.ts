import { coreLimits, paceSchema } from '@hawker/core';
import { describe, expect, test } from 'vitest';
import type { SheetChannel } from '../contract.ts';

/** What the engine and the screens rely on in every channel that takes a file. */
export function describeSheetChannel(channel: SheetChannel): void {
  describe(`sheet channel: ${channel.name}`, () => {
    test('its name can stand in an address, and it says where and how a person uploads', () => {
      expect(channel.name).toMatch(/^[a-z][a-z-]+$/);
      expect(new URL(channel.uploadUrl).protocol).toBe('https:');
      expect(channel.uploadSteps.length).toBeGreaterThan(0);
      expect(channel.uploadSteps.every((step) => /^[A-Z].*\.$/.test(step))).toBe(true);
    });

    test('a sheet has room, and no more than the table of its rows', () => {
      expect(channel.maxRowsPerSheet).toBeGreaterThanOrEqual(1);
      expect(channel.maxRowsPerSheet).toBeLessThanOrEqual(50);
    });

    test('its limits are within what a listing can be', () => {
      const { titleMax, descriptionMax, photosMax, priceMaxMinor } = channel.limits;
      expect(titleMax).toBeLessThanOrEqual(coreLimits.titleMax);
      expect(descriptionMax).toBeLessThanOrEqual(coreLimits.descriptionMax);
      expect(photosMax).toBeLessThanOrEqual(coreLimits.photosMax);
      expect(priceMaxMinor).toBeLessThanOrEqual(coreLimits.priceMaxMinor);
    });

    test('its pace is a pace, without a gap or quiet hours: nothing goes out by itself', () => {
      expect(paceSchema.parse(channel.defaultPace)).toMatchObject({ minGapSeconds: 0, quietStartMinute: null });
    });
  });
}
