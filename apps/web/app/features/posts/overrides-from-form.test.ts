import { expect, test } from 'vitest';
import { overridesFrom } from './overrides-from-form.server.ts';

const post = {
  currency: 'EUR',
  fromListing: { title: 'Oak table', description: 'One\ntwo', priceMinor: 12_000 },
  overrides: { title: null, description: null, priceMinor: null },
};

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({
    title: 'Oak table',
    price: '120',
    description: 'One\r\ntwo',
    'shown.title': 'Oak table',
    'shown.price': '120',
    'shown.description': 'One\r\ntwo',
    'shown.currency': 'EUR',
    ...fields,
  })) {
    data.set(name, value);
  }
  return data;
}

test('what is as in the listing stays with the listing', () => {
  expect(overridesFrom(form({}), post)).toEqual({ title: null, description: null, priceMinor: null });
});

test('what differs is kept, also an empty description', () => {
  expect(overridesFrom(form({ title: 'Oak table, Berlin', price: '99,50', description: '' }), post)).toEqual({
    title: 'Oak table, Berlin',
    description: '',
    priceMinor: 9_950,
  });
});

test('a price that is none, or in another currency, is refused at its field', () => {
  for (const price of ['', 'free', '10 USD']) {
    expect(() => overridesFrom(form({ price }), post)).toThrow(
      expect.objectContaining({ fields: { 'overrides.priceMinor': expect.any(String) } }),
    );
  }
});

test('everything that is wrong is said at once', () => {
  expect(() => overridesFrom(form({ title: ' ', price: 'free' }), post)).toThrow(
    expect.objectContaining({
      fields: { 'overrides.title': 'Give a title.', 'overrides.priceMinor': expect.any(String) },
    }),
  );
});

test('a price that nobody touched became the post’s own, because the listing was made cheaper meanwhile', () => {
  const cheaper = { ...post, fromListing: { ...post.fromListing, priceMinor: 6_000 } };
  expect(overridesFrom(form({ title: 'Mine' }), cheaper)).toEqual({
    title: 'Mine',
    description: null,
    priceMinor: null,
  });
  const ruled = { ...cheaper, overrides: { ...post.overrides, priceMinor: 6_600 } };
  expect(overridesFrom(form({}), ruled)).toEqual(ruled.overrides);
  expect(overridesFrom(form({ price: '60' }), ruled).priceMinor).toBeNull();
});

test('a price in euros was taken for yen, because the listing is priced in those by now', () => {
  const inYen = { ...post, currency: 'JPY' };
  expect(() => overridesFrom(form({ price: '95' }), inYen)).toThrow(
    expect.objectContaining({ fields: { 'overrides.priceMinor': expect.stringContaining('priced in JPY by now') } }),
  );
  expect(overridesFrom(form({ title: 'Mine' }), inYen)).toMatchObject({ title: 'Mine', priceMinor: null });
});
