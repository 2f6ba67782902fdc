import { expect, test } from 'vitest';
import { splitCurrencyOff } from './money-signs.ts';

test.each([
  ['price ($)', 'price', '$'],
  ['Preis in €', 'Preis', '€'],
  ['price CAD', 'price', 'CAD'],
  ['price_usd', 'price', 'USD'],
  ['Price US$', 'Price', 'US$'],
  ['PRICE€', 'PRICE', '€'],
  ['Pris (kr)', 'Pris', 'kr'],
  ['Price AED', 'Price', 'AED'],
])('%j has its currency', (columnName, name, sign) => {
  const split = splitCurrencyOff(columnName);
  expect([split.name.replace(/[^\p{L}]/gu, ''), split.sign]).toEqual([name, sign]);
});

test.each(['price', 'Price all', 'top price', 'price per pen', 'Price (USD/EUR)', 'Price in shop', ''])(
  '%j has none',
  (columnName) => {
    expect(splitCurrencyOff(columnName)).toEqual({ name: columnName, sign: null });
  },
);
