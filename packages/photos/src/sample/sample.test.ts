import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { preparePhoto } from '../prepare/prepare.ts';
import { drawSamplePicture, sampleListings } from './sample.ts';

const distinct = (values: readonly unknown[]) => new Set(values).size;

test('there are fifty listings, and no two are the same', () => {
  expect(sampleListings).toHaveLength(50);
  for (const field of ['sku', 'title', 'description', 'picture'] as const) {
    expect(distinct(sampleListings.map((listing) => listing[field]))).toBe(50);
  }
});

describe.each(sampleListings.map((listing) => [listing.sku, listing] as const))('%s', (_sku, listing) => {
  test('keeps to what the strictest channel takes', () => {
    expect(listing.sku).toMatch(/^[A-Z]+-\d\d$/);
    expect(listing.title.length).toBeGreaterThan(10);
    expect(listing.title.length).toBeLessThanOrEqual(80);
    expect(listing.category).toMatch(/^[A-Z][a-z -]+ > [A-Z][a-z -]+$/);
    expect(Number.isSafeInteger(listing.priceMinor) && listing.priceMinor > 0).toBe(true);
  });

  test('is described in two to five sentences', () => {
    const sentences = listing.description.split(/(?<=[.?]) (?=[A-Z0-9])/);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(5);
    expect(listing.description).not.toMatch(/!|\s\s/);
  });
});

test('every picture is drawn, and no two are the same', async () => {
  const drawn = await Promise.all(sampleListings.map(({ picture }) => drawSamplePicture(picture)));
  expect(distinct(drawn.map((jpeg) => jpeg.toString('base64')))).toBe(50);
  for (const jpeg of drawn) {
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 1200 });
  }
}, 30_000);

test('a picture is the same each time, and passes as a photo', async () => {
  const name = 'moss-green-sofa';
  const [first, second] = [await drawSamplePicture(name), await drawSamplePicture(name)];
  expect(second.equals(first)).toBe(true);
  await expect(preparePhoto(first)).resolves.toMatchObject({ mime: 'image/jpeg', width: 1200, height: 1200 });
});

test('shows something: neither blank nor a single tone', async () => {
  for (const { picture } of sampleListings.slice(0, 10)) {
    const { channels } = await sharp(await drawSamplePicture(picture)).stats();
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(12);
  }
});

test('a name that no listing has is refused', async () => {
  await expect(drawSamplePicture('no-such-thing')).rejects.toThrow('no sample picture named "no-such-thing"');
});
