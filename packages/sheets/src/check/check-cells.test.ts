import { coreLimits } from '@hawker/core';
import { expect, test } from 'vitest';
import { createRowCheck, isAddress } from './check-cells.ts';

const rules = { currency: 'EUR', fileNames: new Set(['chair.jpg']), channels: [] } as const;
const good = { title: 'Chair', price: '12,50' };

test('every column has its own sentence, and the good ones none', () => {
  const { errors, listing } = createRowCheck(rules)({
    ...good,
    price: 'cheap',
    currency: 'EURO',
    quantity: '1.5',
    condition: 'shiny',
    images: 'chair.jpg|table.jpg',
    sku: 'x'.repeat(51),
  });
  expect(listing).toBeNull();
  expect(errors).toEqual({
    currency: 'Use a three-letter currency code such as EUR or USD.',
    quantity: 'Give a whole number.',
    condition: 'Use new, like new, good or fair.',
    images: '“table.jpg” is not among the files. Drop that picture here too, or give a web address.',
    sku: 'An SKU has at most 50 characters.',
  });
  expect(createRowCheck(rules)({ ...good, price: 'cheap' }).errors).toEqual({
    price: '“cheap” is not a price. Write it like 12.50.',
  });
});

test('the limits of the chosen channels are the same that publishing applies', () => {
  const limits = { ...coreLimits, titleMax: 3, wholePrice: true, photosMin: 1 };
  const { errors } = createRowCheck({ ...rules, channels: [{ title: 'Small market', limits }] })(good);
  expect(errors).toEqual({
    title: 'Small market takes at most 3 characters; this title has 5.',
    price: 'Small market takes whole prices only, without cents.',
    images: 'Small market wants at least 1 photo.',
  });
});

test('what one row has wrong is not remembered for the next', () => {
  const check = createRowCheck(rules);
  expect(check({ ...good, condition: 'shiny' }).listing).toBeNull();
  expect(check({ ...good, condition: 'new' }).listing?.condition).toBe('new');
  expect(check({ ...good, condition: 'shiny' }).errors.condition).toContain('Use new');
});

test.each([
  ['https://example.com/a.jpg', true],
  ['HTTP://example.com/a%20b.jpg?x=1#y', true],
  ['https://exämple.com/a.jpg', true],
  ['http://127.0.0.1:9/a.jpg', true],
  ['https://xn--a.com/a.jpg', URL.canParse('https://xn--a.com/a.jpg')],
  ['https://', false],
  ['https://exa mple.com/a.jpg', false],
  ['https://1.2.3.999/a.jpg', false],
  ['ftp://example.com/a.jpg', false],
  ['javascript:alert(1)', false],
  ['a.jpg', false],
])('whether %j is an address', (image, is) => {
  expect(isAddress(image)).toBe(is);
});
