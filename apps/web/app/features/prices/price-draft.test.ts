import { expect, test } from 'vitest';
import { emptyPriceDraft, type PriceDraft, readPriceDraft } from './price-draft.ts';

const read = (changes: Partial<PriceDraft>, currency = 'EUR') =>
  readPriceDraft({ ...emptyPriceDraft(currency), ...changes });
const rule = (given: Partial<PriceDraft['rule']>) => ({ rule: { percent: '', amount: '', ending: '', ...given } });

test('nothing typed changes nothing, and is no mistake', () => {
  expect(read({})).toEqual({ change: null, errors: {} });
  expect(read({ kind: 'set' })).toEqual({ change: null, errors: {} });
});

test('a percentage is for every currency, an amount for one', () => {
  expect(read(rule({ percent: '-10', ending: '99' })).change).toEqual({
    kind: 'rule',
    rule: { basisPoints: -1_000, amountMinor: 0, ending: 99 },
    currency: null,
  });
  expect(read(rule({ amount: '-2.50' })).change).toMatchObject({ rule: { amountMinor: -250 }, currency: 'EUR' });
});

test('an amount is in whole units of its currency, also where that has no cents or three decimals', () => {
  expect(read(rule({ amount: '500' }), 'JPY').change).toMatchObject({ rule: { amountMinor: 500 } });
  expect(read(rule({ amount: '1.5' }), 'KWD').change).toMatchObject({ rule: { amountMinor: 1_500 } });
  expect(read(rule({ amount: '1.5' }), 'JPY').errors.amount).toMatch('decimals for JPY');
});

test('one price for all', () => {
  expect(read({ kind: 'set', price: '45,00' }).change).toEqual({ kind: 'set', priceMinor: 4_500, currency: 'EUR' });
  expect(read({ kind: 'set', price: '0' }).errors.price).toMatch('more than zero');
  expect(read({ kind: 'set', price: '5 USD' }).errors.price).toBe('These are priced in EUR.');
});
