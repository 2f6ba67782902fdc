import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLimits, coreLimits } from './limits.ts';
import { importedListingSchema, skuFromTitle } from './listing.ts';

const base = { title: 'Oak table', description: 'Solid.', priceMinor: 5000, currency: 'eur' };

test('what is missing gets its default', () => {
  expect(importedListingSchema.parse(base)).toMatchObject({
    currency: 'EUR',
    quantity: 1,
    condition: 'good',
    sku: null,
    images: [],
  });
});

test('a title is one line without control characters; a description keeps its lines', () => {
  const parsed = importedListingSchema.parse({
    ...base,
    title: ' Oak\u0000\n  table ',
    description: 'One\r\nTwo\u0007',
  });
  expect(parsed.title).toBe('Oak table');
  expect(parsed.description).toBe('One\nTwo');
});

test('lengths count what a person sees, not UTF-16 units', () => {
  const title = '🪑'.repeat(200);
  expect(importedListingSchema.safeParse({ ...base, title }).success).toBe(true);
  expect(importedListingSchema.safeParse({ ...base, title: `${title}x` }).success).toBe(false);
});

test('a tag that was typed twice was kept twice', () => {
  const tagsOf = (tags: string[]) => importedListingSchema.parse({ ...base, tags }).tags;
  expect(tagsOf(['teak', ' 60er ', '', ' ', 'Teak', 'teak', '60er'])).toEqual(['teak', '60er']);
  expect(tagsOf(Array.from({ length: 60 }, (_, n) => `tag ${n % 30}`))).toHaveLength(30);
  const tooMany = Array.from({ length: 31 }, (_, n) => `tag ${n}`);
  expect(importedListingSchema.safeParse({ ...base, tags: tooMany }).error?.issues[0]?.message).toBe(
    'At most 30 tags.',
  );
});

test.each([
  ['title', ''],
  ['priceMinor', 0],
  ['priceMinor', 12.5],
  ['currency', 'EURO'],
  ['quantity', 0],
  ['condition', 'broken'],
])('%s %j is refused', (field, value) => {
  const parsed = importedListingSchema.safeParse({ ...base, [field]: value });
  expect(parsed.success).toBe(false);
  expect(parsed.error?.issues[0]?.path).toEqual([field]);
});

test('an SKU made from a title is never empty and never too long', () => {
  expect(skuFromTitle('Oak bookcase, 5 shelves')).toBe('oak-bookcase-5-shelves');
  expect(skuFromTitle('Küche & Bad')).toBe('kuche-bad');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      const sku = skuFromTitle(title);
      expect(sku.length).toBeGreaterThan(0);
      expect([...sku].length).toBeLessThanOrEqual(40);
    }),
  );
});

test('a channel’s limits name the channel and the numbers', () => {
  const limits = { ...coreLimits, titleMax: 10, photosMin: 1, wholePrice: true, currencies: ['EUR'] };
  const listing = { title: 'x'.repeat(12), description: '', priceMinor: 1250, currency: 'EUR', photoCount: 0 };
  expect(checkLimits(listing, limits, 'eBay')).toEqual({
    title: 'eBay takes at most 10 characters; this title has 12.',
    photos: 'eBay wants at least 1 photo.',
    price: 'eBay takes whole prices only, without cents.',
  });
});
