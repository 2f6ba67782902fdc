import { postStatuses } from '@hawker/core';
import { describe, expect, test } from 'vitest';
import {
  chooseAccounts,
  idListArgument,
  instantArgument,
  list,
  statusesArgument,
  statusWords,
  wholeNumber,
} from './arguments.ts';

const id = '0190c8a5-5a1c-7a3e-9d2e-0f4a4e1f2b3c';

describe('numbers', () => {
  const posts = wholeNumber(1, 1_000_000);
  test.each([
    ['1', 1],
    ['1000000', 1_000_000],
    ['100_000', 100_000],
    ['100,000', 100_000],
  ])('%s', (text, number) => expect(posts(text)).toBe(number));

  test.each(['0', '1000001', '-5', '2.5', '1e3', 'many', ''])('not %j', (text) =>
    expect(() => posts(text)).toThrow('Give a whole number from 1 to 1,000,000.'),
  );
});

describe('times', () => {
  test.each([
    ['2026-12-01T09:00+01:00', '2026-12-01T08:00:00.000Z'],
    ['2026-12-01 09:00:30Z', '2026-12-01T09:00:30.000Z'],
    ['2026-12-01T09:00-0530', '2026-12-01T14:30:00.000Z'],
  ])('%s', (text, iso) => expect(instantArgument(text).toISOString()).toBe(iso));

  test.each(['2026-12-01', '2026-12-01T09:00', 'tomorrow', '2026-13-01T09:00Z', ''])(
    'not %j: whose time is it?',
    (text) => expect(() => instantArgument(text)).toThrow('Give date, time and offset'),
  );
});

describe('statuses', () => {
  test('single ones and groups add up, each once', () => {
    expect(statusesArgument('failed, needs-you', ['failed'])).toEqual([
      'failed',
      'awaiting_upload',
      'auth_blocked',
      'needs_review',
    ]);
    expect(statusesArgument('RETRY_WAIT,retry-wait', undefined)).toEqual(['retry_wait']);
  });

  test('every word that is offered is understood, and every status can be asked for', () => {
    const understood = statusWords.flatMap((word) => statusesArgument(word, undefined));
    expect(new Set(understood)).toEqual(new Set(postStatuses));
  });

  test('another word is named, with those that there are', () => {
    expect(() => statusesArgument('sleeping', undefined)).toThrow(
      'There is no status "sleeping". There are draft, waiting',
    );
  });
});

test('lists add up over repeated options', () => {
  expect(list('a, b,', ['z'])).toEqual(['z', 'a', 'b']);
  expect(idListArgument(`${id},${id.toUpperCase()}`, undefined)).toEqual([id]);
  expect(() => idListArgument(`${id},12`, undefined)).toThrow('Give an id');
});

describe('accounts', () => {
  const north = { id, name: 'North Street Finds' };
  const comma = { id: id.replace('0', '1'), name: 'Chairs, Tables' };
  const twin = { id: id.replace('0', '2'), name: 'north street finds' };

  test('all, by name in any case, by id, and a name with a comma', () => {
    expect(chooseAccounts([north, comma], 'all')).toEqual([north, comma]);
    expect(chooseAccounts([north, comma], 'NORTH street finds')).toEqual([north]);
    expect(chooseAccounts([north, comma], `${id}, north street finds`)).toEqual([north]);
    expect(chooseAccounts([north, comma], 'chairs, tables')).toEqual([comma]);
  });

  test('what is not there or not clear is refused with what to do', () => {
    expect(() => chooseAccounts([north], 'North')).toThrow(
      'There is no account "North". There are: North Street Finds.',
    );
    expect(() => chooseAccounts([north, twin], 'North Street Finds')).toThrow(
      `Give the id: ${north.id} or ${twin.id}.`,
    );
    expect(() => chooseAccounts([], 'all')).toThrow('There is no account yet.');
    expect(() => chooseAccounts([north], ' , ')).toThrow('Name the accounts');
  });
});
