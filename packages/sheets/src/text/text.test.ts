import { parseCondition, parseMoney } from '@hawker/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoryPath, facebookCategory } from '../formats/categories.ts';
import { conditionText, conditionWords } from '../formats/conditions.ts';
import { joinList, splitList } from './list-cell.ts';
import { numberText, pointIsDecimal } from './price.ts';

test('a list comes back from its cell', () => {
  const value = fc
    .string({ unit: fc.constantFrom(...'ab|"\n,; '), maxLength: 8 })
    .map((text) => text.trim())
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(value, { maxLength: 5 }), fc.constantFrom('', ',;'), (values, others) => {
      expect(splitList(joinList(values), others)).toEqual(values);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['oak, pine;ash|elm', ['oak', 'pine', 'ash', 'elm']],
  ['27" screen, tv', ['27" screen', 'tv']],
  ['"oak" table, x', ['"oak" table', 'x']],
  ['"a, b" , c', ['a, b', 'c']],
  [' ,, | ', []],
])('as people write lists: %j', (text, values) => {
  expect(splitList(text, ',;')).toEqual(values);
});

test.each([
  ['1.234', 'EUR', null],
  ['12.500', 'EUR', 1_250],
  ['12.50', 'EUR', 1_250],
  ['1234.50 USD', 'EUR', 123_450],
  ['1.234', 'KWD', 1_234],
  ['1.234,50', 'EUR', 123_450],
  ['1,234.500', 'EUR', 123_450],
])('%s in %s, where a point is the decimal sign', (text, currency, amountMinor) => {
  const parsed = parseMoney(pointIsDecimal(text), currency);
  expect(parsed.ok ? parsed.money.amountMinor : null).toBe(amountMinor);
});

test.each([
  [0.1 + 0.2, '0.3'],
  [19.99, '19.99'],
  [5_901_234_123_457, '5901234123457'],
  [1e15, '1000000000000000'],
])('the number cell %d is %s', (number, text) => {
  expect(numberText(number)).toBe(text);
});

test.each(Object.values(conditionWords).flatMap((words) => Object.entries(words)))(
  '%s is written and read: %s',
  (condition, word) => {
    expect(parseCondition(word)).toBe(condition);
  },
);

test.each([
  ['Used', 'good'],
  ['used - very good', 'good'],
  ['LikeNew', 'like_new'],
  ['refurbished', 'like_new'],
  ['3000-Used', 'good'],
  ['NEW', 'new'],
  ['Wie neu', 'like_new'],
  ['Très bon état', 'good'],
  ['Używany', 'good'],
  // Broken goods are not sold as worn ones: a person says what they are.
  ['defekt', null],
  ['shiny', null],
  ['constructor', null],
])('the condition %j is %s', (text, condition) => {
  expect(parseCondition(text)).toBe(condition);
});

test('a condition that is none stays as it was, for its error', () => {
  expect([conditionText('shiny'), conditionText('')]).toEqual(['shiny', '']);
});

test.each([
  ['A//B//C', 'A > B > C', 'A//B//C'],
  ['A > B>C', 'A > B > C', 'A//B//C'],
  [' A ', 'A', 'A'],
  ['// >', '', ''],
])('the category %j', (text, path, facebook) => {
  expect(categoryPath(text)).toBe(path);
  expect(facebookCategory(path)).toBe(facebook);
});
