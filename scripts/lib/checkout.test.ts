import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadEnvFile, toolEnvironment } from './checkout.mjs';

it('reads .env, and what the environment says already wins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hawker-env-'));
  const file = join(folder, '.env');
  writeFileSync(
    file,
    '# a comment\nPORT=4000\nHAWKER_OWNER_PASSWORD="with # and = signs"\nEMPTY=\nexport MARKET_PORT=4100\n',
  );
  const env: NodeJS.ProcessEnv = { PORT: '5000' };
  loadEnvFile(file, env);
  expect(env).toEqual({
    PORT: '5000',
    HAWKER_OWNER_PASSWORD: 'with # and = signs',
    EMPTY: '',
    MARKET_PORT: '4100',
  });
  rmSync(folder, { recursive: true });
  loadEnvFile(file, env);
});

it('keeps what npm says about itself from pnpm, but not where the registry is', () => {
  const env = toolEnvironment({
    PATH: '/usr/bin',
    HOME: '/home/ada',
    INIT_CWD: '/somewhere',
    npm_config_user_agent: 'npm/10',
    npm_config_registry: 'https://registry.example/',
    npm_config_proxy: '',
    npm_lifecycle_event: 'start',
  });
  expect(env).toMatchObject({ HOME: '/home/ada', npm_config_registry: 'https://registry.example/' });
  expect(Object.keys(env).filter((name) => /^npm_|^INIT_CWD$/.test(name))).toEqual(['npm_config_registry']);
  expect(env.PATH).toMatch(/\/node_modules\/\.bin:\/usr\/bin$/);
});
