import { expect, test } from 'vitest';
import { listingFrom } from './listing-form-data.server.ts';

function formOf(texts: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries({ title: 'Chair', quantity: '1', condition: 'good', ...texts })) {
    form.set(name, text);
  }
  return form;
}

test('a sign of the chosen currency means it', () => {
  expect(listingFrom(formOf({ price: '$12.50', currency: 'CAD' }))).toMatchObject({
    ...{ priceMinor: 1_250, currency: 'CAD' },
  });
});

test('a price in pounds beside euros was saved in pounds', () => {
  expect(() => listingFrom(formOf({ price: '£5', currency: 'EUR' }))).toThrow(
    expect.objectContaining({ fields: { currency: '“£5” is not in EUR, which is said beside it.' } }),
  );
});
