import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkoutDirectory } from './checkout.ts';
import { readCommandEnv, readWorkerEnv } from './env.ts';

describe('the environment of the worker', () => {
  test('has defaults for all but the database; the data folder lies in the checkout', () => {
    expect(readWorkerEnv({ DATABASE_URL: 'postgres://x.test/y', HAWKER_SECRET_KEY: '' })).toEqual({
      DATABASE_URL: 'postgres://x.test/y',
      HAWKER_DATA_DIR: join(checkoutDirectory, '.hawker'),
      HAWKER_ORIGIN: 'http://localhost:3000',
      HAWKER_WORKER_CONCURRENCY: 10,
      LOG_LEVEL: 'warn',
    });
  });

  test('names everything that is wrong at once', () => {
    expect(() =>
      readWorkerEnv({ HAWKER_WORKER_CONCURRENCY: '0', LOG_LEVEL: 'loud', REDIS_URL: 'http://x.test' }),
    ).toThrow(/REDIS_URL: .*DATABASE_URL: .*HAWKER_WORKER_CONCURRENCY: .*LOG_LEVEL: /s);
  });
});

describe('the environment of the command', () => {
  test('may be empty', () => {
    expect(readCommandEnv({})).toMatchObject({ LOG_LEVEL: 'silent' });
  });

  test.each([{ HAWKER_URL: 'http://desk.test' }, { HAWKER_TOKEN: 'hwt_x' }])(
    'wants address and token together',
    (env) => {
      expect(() => readCommandEnv(env)).toThrow('set both HAWKER_URL and HAWKER_TOKEN, or neither');
    },
  );
});
