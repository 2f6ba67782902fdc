import { skuSchema } from '@hawker/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SkuChooser, skuBase } from './upload-skus.ts';

const rows = fc.array(
  fc.record({
    title: fc.oneof(fc.constantFrom('Chair', 'chair', 'Chair 2', 'chair-2', '★', ''), fc.string({ unit: 'grapheme' })),
    sku: fc.option(fc.constantFrom('chair', 'chair-2', 'chair-3', ' ', 'x'.repeat(51)), { nil: undefined }),
  }),
);

function choose(file: readonly { title: string; sku: string | undefined }[]) {
  const chooser = new SkuChooser();
  const chosen = file.map(({ title, sku }, position) =>
    chooser.choose(sku === undefined ? { title } : { title, sku }, { position, row: position + 2 }),
  );
  return { chosen, displaced: chooser.displaced };
}

test('no two rows get one SKU, unless both say it; each fits, and is the same the next time', () => {
  fc.assert(
    fc.property(rows, (file) => {
      const { chosen, displaced } = choose(file);
      expect(choose(file)).toEqual({ chosen, displaced });
      const kept = chosen.filter(
        ({ sku, firstRow }, position) => sku !== null && firstRow === null && !displaced.includes(position),
      );
      expect(new Set(kept.map(({ sku }) => sku)).size).toBe(kept.length);
      for (const { sku } of kept) {
        expect(skuSchema.safeParse(sku).success).toBe(true);
      }
    }),
  );
});

test.each([
  ['Oak bookcase, 5 shelves', 'oak-bookcase-5-shelves'],
  ['', null],
  ['  ', null],
])('%j is known by its words', (title, sku) => {
  expect(skuBase({ title })).toBe(sku);
});

test('titles that their words do not tell apart are told apart', () => {
  const long = 'An oak bookcase from the middle of the last century';
  const titles = [`${long}, large`, `${long}, small`, '★★★', '☆☆☆'];
  expect(new Set(titles.map((title) => skuBase({ title }))).size).toBe(titles.length);
  expect(skuBase({ title: ` ${long.toUpperCase()},  large` })).toBe(skuBase({ title: `${long}, large` }));
});
