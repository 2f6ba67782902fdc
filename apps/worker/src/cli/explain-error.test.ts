import { DomainError, type DomainErrorCode, domainErrorCodes } from '@hawker/core';
import { describe, expect, test } from 'vitest';
import { wrongUse } from './exit-codes.ts';
import { explainError, type Place } from './explain-error.ts';

const remote: Place = { kind: 'remote', url: 'http://desk.test' };
const database: Place = { kind: 'database', host: 'db.test:5432' };

function withCode(message: string, code: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

test('a refusal keeps its sentence, and its code says whose turn it is', () => {
  const codes = domainErrorCodes.map((code): [DomainErrorCode, number] => [
    code,
    explainError(new DomainError(code, 'A sentence.'), database).exitCode,
  ]);
  expect(Object.fromEntries(codes)).toEqual({
    bad_input: 2,
    not_found: 2,
    too_large: 2,
    unauthenticated: 3,
    conflict: 1,
    forbidden: 1,
    rate_limited: 1,
    unavailable: 1,
  });
  expect(explainError(new Error('outer', { cause: new DomainError('conflict', 'A sentence.') }), null)).toMatchObject({
    message: 'A sentence.',
    exitCode: 1,
  });
  expect(explainError(wrongUse('Choose one.'), null)).toEqual({
    exitCode: 2,
    code: 'wrong_use',
    message: 'Choose one.',
  });
});

describe('nothing answers', () => {
  test('at the address of a remote Hawker', () => {
    const error = new TypeError('fetch failed', { cause: withCode('connect', 'ECONNREFUSED') });
    expect(explainError(error, remote)).toMatchObject({
      exitCode: 3,
      message: 'Hawker does not answer at http://desk.test (ECONNREFUSED). Is HAWKER_URL right, and does it run?',
    });
  });

  test.each([
    [withCode('connect ECONNREFUSED', 'ECONNREFUSED'), '(ECONNREFUSED)'],
    [new AggregateError([withCode('connect', 'ETIMEDOUT')]), '(ETIMEDOUT)'],
    [
      withCode('password authentication failed for user "hawker"', '28P01'),
      '(password authentication failed for user "hawker".)',
    ],
    [withCode('the database system is starting up', '57P03'), 'starting up'],
    [new Error('timeout expired'), 'cannot be reached'],
  ])('at the database: %s', (error, words) => {
    const { exitCode, message } = explainError(error, database);
    expect(exitCode).toBe(3);
    expect(message).toContain('The database at db.test:5432 cannot be reached');
    expect(message).toContain(words);
  });
});

test('a database without tables is told what to do', () => {
  const error = new Error('query failed', { cause: withCode('relation "post" does not exist', '42P01') });
  expect(explainError(error, database)).toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('hawker migrate'),
  });
});

test('anything else is one sentence and never a stack', () => {
  const { exitCode, code, message } = explainError(new Error('x is not a function'), database);
  expect({ exitCode, code }).toEqual({ exitCode: 1, code: 'internal' });
  expect(message).toBe('x is not a function. LOG_LEVEL=debug shows more.');
});
