import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overrideFields, type PostOverrides } from './post.ts';
import { applyVariation, type Variation, type VariedListing } from './variation.ts';
import { type AccountRule, followListing, type OwnWords } from './variation-follow.ts';

const chair: VariedListing = {
  sku: 'OAK-1',
  title: 'Oak chair',
  description: 'Solid oak.',
  priceMinor: 10_000,
  currency: 'EUR',
  condition: 'like_new',
  category: null,
  brand: null,
  location: null,
};
const plain: Variation = { title: null, description: null, price: null };
const dearer = (basisPoints: number): AccountRule => ({
  name: 'Shop North',
  variation: { ...plain, price: { basisPoints, amountMinor: 0, ending: null } },
});
const cheaperBy = (amountMinor: number): AccountRule => ({
  name: 'Shop North',
  variation: { ...plain, price: { basisPoints: 0, amountMinor: -amountMinor, ending: null } },
});
const nothingOwn: OwnWords = { title: null, description: null, priceMinor: null, typed: [], ruleErrors: null };
const at110: OwnWords = { ...nothingOwn, priceMinor: 11_000 };
const halved = { was: chair, is: { ...chair, priceMinor: 5_000 } };

test('a price that an earlier rule made follows the rule that the account has now', () => {
  expect(followListing(at110, dearer(1_000), halved).priceMinor).toBe(5_500);
  expect(followListing(at110, dearer(2_000), halved).priceMinor).toBe(6_000);
  expect(followListing(at110, { name: 'Shop North', variation: null }, halved).priceMinor).toBeNull();
});

test('a price that a person typed stays, also where they typed what the listing says', () => {
  const typed = ['priceMinor'] as const;
  expect(followListing({ ...at110, typed }, dearer(2_000), halved).priceMinor).toBe(11_000);
  expect(followListing({ ...nothingOwn, typed }, dearer(2_000), halved).priceMinor).toBeNull();
});

test('a rule that was changed does not come to count because another field of the listing was mended', () => {
  const retitled = { was: chair, is: { ...chair, title: 'Oak chair, small' } };
  expect(followListing(at110, dearer(2_000), retitled)).toEqual(at110);
});

test('a typed price goes with its currency, and what a rule made is made in the new one', () => {
  const inYen = { was: chair, is: { ...chair, currency: 'JPY' } };
  const typed: OwnWords = { ...nothingOwn, priceMinor: 9_500, typed: ['title', 'priceMinor'] };
  expect(followListing(typed, { name: 'A', variation: null }, inYen)).toEqual({ ...nothingOwn, typed: ['title'] });
  expect(followListing(typed, dearer(1_000), inYen)).toMatchObject({ priceMinor: 11_000, typed: ['title'] });
  expect(followListing({ ...at110, priceMinor: 12_000 }, dearer(1_000), inYen).priceMinor).toBe(11_000);
});

test('where the rule makes nothing of the listing any more the post keeps no price of before, and says why', () => {
  const sunk = followListing({ ...at110, priceMinor: 9_500 }, cheaperBy(500), {
    was: chair,
    is: { ...chair, priceMinor: 100 },
  });
  expect(sunk).toEqual({
    ...nothingOwn,
    ruleErrors: { priceMinor: 'The price rule of Shop North makes no price of €1.00.' },
  });
  const back = followListing(sunk, cheaperBy(500), { was: { ...chair, priceMinor: 100 }, is: chair });
  expect(back).toEqual({ ...nothingOwn, priceMinor: 9_500 });
  expect(followListing(sunk, cheaperBy(50), { was: null, is: { ...chair, priceMinor: 100 } })).toEqual({
    ...nothingOwn,
    priceMinor: 50,
  });
});

test('whatever happens to rule and listing: what is typed stays, and what is made is made of the listing as it is', () => {
  const rules = fc.constantFrom(dearer(1_000), dearer(-2_500), cheaperBy(500), { name: 'A', variation: null });
  const listings = fc.record({
    priceMinor: fc.integer({ min: 1, max: 20_000 }),
    title: fc.constantFrom('Chair', 'Lamp'),
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(rules, listings), { minLength: 1, maxLength: 6 }),
      fc.subarray([...overrideFields]),
      (changes, typed) => {
        const own: PostOverrides = { title: 'Mine', description: 'Mine.', priceMinor: 7_777 };
        let words: OwnWords = { ...nothingOwn, ...own, typed, ruleErrors: null };
        let was: VariedListing = { ...chair, priceMinor: 20_001, title: 'Never' };
        for (const [rule, change] of changes) {
          const is = { ...was, ...change };
          const before = words;
          words = followListing(words, rule, { was, is });
          const made = applyVariation(is, rule.name, rule.variation ?? plain);
          for (const field of overrideFields) {
            const expected = typed.includes(field) ? own[field] : made.overrides[field];
            expect([before[field], expected]).toContain(words[field]);
          }
          if (is.priceMinor !== was.priceMinor && rule.variation === null && !typed.includes('priceMinor')) {
            expect(words.priceMinor).toBeNull();
          }
          was = is;
        }
      },
    ),
  );
});

test('under one rule a post that nobody touched always says what a new one would', () => {
  const price = { basisPoints: -500, amountMinor: 0, ending: 99 };
  const rule: AccountRule = { name: 'A', variation: { title: '{title} for {price}', description: null, price } };
  const madeOf = (listing: VariedListing) => {
    const { overrides, errors } = applyVariation(listing, rule.name, rule.variation ?? plain);
    return { ...overrides, typed: [], ruleErrors: Object.keys(errors).length === 0 ? null : errors };
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 6 }), (prices) => {
      let was = { ...chair, priceMinor: prices[0] ?? 1 };
      let words: OwnWords = madeOf(was);
      for (const priceMinor of prices) {
        const is = { ...was, priceMinor };
        words = followListing(words, rule, { was, is });
        expect(words).toEqual(madeOf(is));
        was = is;
      }
    }),
  );
});
