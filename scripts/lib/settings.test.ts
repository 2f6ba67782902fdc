import { expect, it } from 'vitest';
import { checkoutDir } from './checkout.mjs';
import { readSettings } from './settings.mjs';

it('has a default for everything', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    marketPort: 4010,
    dataDir: `${checkoutDir}/.hawker`,
    databaseUrl: null,
    origin: null,
    marketUrl: null,
    ownerEmail: null,
    verbose: false,
  });
});

it('honours what is set', () => {
  const settings = readSettings({
    PORT: '8080',
    HAWKER_DATA_DIR: '/srv/hawker',
    DATABASE_URL: 'postgres://db/hawker',
    HAWKER_ORIGIN: 'https://desk.example/',
    HAWKER_OWNER_EMAIL: 'ada@example.com',
    HAWKER_OWNER_PASSWORD: 'a long enough password',
    LOG_LEVEL: 'debug',
  });
  expect(settings).toMatchObject({
    port: 8080,
    dataDir: '/srv/hawker',
    databaseUrl: 'postgres://db/hawker',
    origin: 'https://desk.example',
    ownerEmail: 'ada@example.com',
    verbose: true,
  });
  expect(JSON.stringify(settings)).not.toContain('a long enough password');
});

it('says what is wrong with a setting', () => {
  expect(() => readSettings({ PORT: '80a' })).toThrow('PORT must be a port between 1 and 65535, not "80a".');
  expect(() => readSettings({ MARKET_PORT: '70000' })).toThrow('MARKET_PORT must be a port');
  expect(() => readSettings({ HAWKER_OWNER_EMAIL: 'ada@example.com' })).toThrow('Set both');
});
