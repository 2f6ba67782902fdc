import { expect, test } from 'vitest';
import { readBytes } from '../testing/read.ts';

test('the price that Shopify crosses out is not the price', async () => {
  const { rows } = await readBytes('Handle,Title,Variant Price,Variant Compare At Price\na,Chair,5,9');
  expect(rows.map(({ listing, warnings }) => [listing?.priceMinor, warnings])).toEqual([[500, {}]]);
});

test('WooCommerce: a thing on sale was listed at its regular price', async () => {
  const { rows } = await readBytes(
    [
      'Type,SKU,Name,Sale price,Regular price,Date sale price starts,Date sale price ends',
      'simple,S-1,Chair,14.90,19.90,,',
      'simple,S-2,Table,14.90,19.90,2026-01-01,2026-01-31',
      'simple,S-3,Lamp,,19.90,,',
    ].join('\n'),
  );
  expect(rows.map(({ listing, warnings }) => [listing?.priceMinor, warnings.price])).toEqual([
    [1_490, 'This is the sale price; the regular price is 19.90.'],
    [1_990, 'For some days it is on sale for 14.90; the regular price is taken.'],
    [1_990, undefined],
  ]);
});

test('a catalog: a thing on sale was listed at its regular price', async () => {
  const header = 'id,title,price,sale_price,sale_price_effective_date,image_link,link';
  const { file, rows } = await readBytes(
    [
      header,
      'a,Chair,19.90 EUR,14.90 EUR,,https://example.com/a.jpg,x',
      'b,Lamp,19.90 EUR,14.90 EUR,2026-01-01T00:00Z/2026-01-31T00:00Z,https://example.com/b.jpg,x',
      'c,Rug,19.90 EUR,,,https://example.com/c.jpg,x',
    ].join('\n'),
  );
  expect(rows.map(({ listing, warnings }) => [listing?.priceMinor, warnings.price])).toEqual([
    [1_490, 'This is the sale price; the regular price is 19.90 EUR.'],
    [1_990, 'For some days it is on sale for 14.90 EUR; the regular price is taken.'],
    [1_990, undefined],
  ]);
  expect(file.ignoredColumns).toEqual(['link']);
});
