import { expect, test } from 'vitest';
import { parseEnv } from './env.ts';

test('defaults, also for variables that are set to nothing', () => {
  const defaults = { port: 4010, dataDir: '.hawker/market', origin: undefined, logLevel: 'warn' };
  expect(parseEnv({})).toEqual(defaults);
  expect(parseEnv({ MARKET_PORT: '', LOG_LEVEL: '', MARKET_ORIGIN: '' })).toEqual(defaults);
});

test('an origin loses its path, and port 0 is a port', () => {
  expect(parseEnv({ MARKET_PORT: '0', MARKET_ORIGIN: 'https://market.example/' })).toMatchObject({
    port: 0,
    origin: 'https://market.example',
  });
});

test('names the variable that cannot be used', () => {
  expect(() => parseEnv({ MARKET_PORT: 'abc' })).toThrow(/MARKET_PORT/);
  expect(() => parseEnv({ MARKET_ORIGIN: 'ftp://x' })).toThrow(/MARKET_ORIGIN/);
});
