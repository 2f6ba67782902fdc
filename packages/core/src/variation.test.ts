import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyVariation, describeVariation, type Variation, type VariedListing, variationSchema } from './variation.ts';

const chair: VariedListing = {
  sku: 'OAK-1',
  title: 'Oak chair',
  description: 'Solid oak.',
  priceMinor: 4_000,
  currency: 'EUR',
  condition: 'like_new',
  category: 'Furniture > Chairs',
  brand: null,
  location: 'Utrecht',
};

function varied(rules: Partial<Variation>) {
  return applyVariation(chair, 'Shop North', { title: null, description: null, price: null, ...rules });
}

test('an account without rules says what the listing says', () => {
  expect(varied({})).toEqual({ overrides: { title: null, description: null, priceMinor: null }, errors: {} });
});

test('templates take what the listing and the account are called, and the price as this account asks it', () => {
  const { overrides } = varied({
    title: '{ Title } in {location}, {condition}',
    description: '{description}\n\nNow {price} at {account}. No. {sku}',
    price: { basisPoints: 1_000, amountMinor: 0, ending: 99 },
  });
  expect(overrides).toEqual({
    title: 'Oak chair in Utrecht, Like new',
    description: 'Solid oak.\n\nNow €43.99 at Shop North. No. OAK-1',
    priceMinor: 4_399,
  });
});

test('what the listing does not say leaves no hole in the title', () => {
  expect(varied({ title: '{brand} {title}' }).overrides.title).toBeNull();
  expect(varied({ title: '{title} {brand} now' }).overrides.title).toBe('Oak chair now');
});

test('a title that holds braces is not read as a template', () => {
  const { overrides } = applyVariation({ ...chair, title: '{sku} {price}' }, 'A', {
    title: '{title}!',
    description: null,
    price: null,
  });
  expect(overrides.title).toBe('{sku} {price}!');
});

test('what comes out must still be a listing', () => {
  expect(varied({ title: '{brand}' }).errors).toEqual({ title: 'As Shop North says it: Give a title.' });
  expect(varied({ price: { basisPoints: 0, amountMinor: -4_000, ending: null } }).errors).toEqual({
    priceMinor: 'The price rule of Shop North makes no price of €40.00.',
  });
});

test('a variable that does not exist is named when the rules are saved', () => {
  const parsed = variationSchema.safeParse({ title: '{title} by {seller}' });
  expect(parsed.error?.issues[0]?.message).toMatch(/^There is no \{seller\}\. Use \{title\}, /);
  expect(variationSchema.parse({ title: '  ', description: null })).toEqual({
    title: null,
    description: null,
    price: null,
  });
});

test('any template that is accepted gives a title or a sentence', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (title) => {
      const parsed = variationSchema.safeParse({ title });
      if (parsed.success) {
        const result = applyVariation(chair, 'A', parsed.data);
        expect(result.overrides.title === null || result.errors.title === undefined).toBe(true);
      }
    }),
  );
});

test('what it changes, in a few words', () => {
  expect(describeVariation(null)).toBeNull();
  expect(describeVariation({ title: null, description: null, price: null })).toBeNull();
  expect(
    describeVariation({
      title: '{title}',
      description: null,
      price: { basisPoints: -250, amountMinor: 100, ending: 99 },
    }),
  ).toBe('title, price −2.5 %, +1.00, ending .99');
});
