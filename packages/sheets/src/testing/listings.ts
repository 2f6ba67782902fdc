/** Listings of every kind, as the core's schema leaves them, so that "the same" is exact. */

import { conditions, type ImportedListing, importedListingSchema } from '@hawker/core';
import fc from 'fast-check';

/** Text with all that files and spreadsheet programs stumble over. */
export const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
      { weight: 2, arbitrary: fc.constantFrom(...'",;\n\t |\'=+-@<>&/\\_x') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('<p>', '&amp;', '_x0041_', '//', '\\n', ' > ', '1.234', '-1', "'=", '＝'),
      },
    ),
    maxLength,
  });

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Sheets have no control characters; the schema takes them out of all texts but this one. */
const isPlain = (sku: string) => !/\p{Cc}/u.test(sku);

const drafts = fc.record({
  sku: optional(text(20).filter((sku) => sku.trim() !== '' && isPlain(sku.trim()))),
  title: text(60),
  description: text(200),
  priceMinor: fc.oneof(fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 1, max: 5_000 })),
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
  quantity: fc.integer({ min: 1, max: 1_000_000 }),
  condition: fc.constantFrom(...conditions),
  category: optional(text(50)),
  brand: optional(text(20)),
  location: optional(text(20)),
  tags: fc.uniqueArray(text(12), { maxLength: 4, selector: (tag) => tag.replace(/\s+/g, ' ').trim() }),
  images: fc.array(fc.webUrl({ validSchemes: ['https', 'http'], withQueryParameters: true, withFragments: true }), {
    maxLength: 3,
  }),
});

/** Listings of one sheet: no two with one SKU. */
export const listings: fc.Arbitrary<ImportedListing[]> = fc
  .uniqueArray(drafts, { maxLength: 8, selector: (listing) => listing.sku?.trim() ?? Symbol('none') })
  .map((rows) =>
    rows.flatMap((row) => {
      const parsed = importedListingSchema.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    }),
  )
  .filter((rows) => rows.length > 0);
