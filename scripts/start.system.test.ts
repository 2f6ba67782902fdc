import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { quietFreePort } from './lib/ports.mjs';
import { waitUntil } from './lib/processes.mjs';
import { readRunFile } from './lib/run-file.mjs';
import { type HawkerRun, npmStart, processesOf } from './test-setup/hawker-run.ts';

/** These tests start the whole product the way a person does, one after the other on the same data. */
describe.skipIf(!existsSync('/proc'))('npm start', () => {
  let dataDir: string;
  let env: Record<string, string>;
  let run: HawkerRun | undefined;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'hawker-start-'));
    // Started by root, Postgres runs as a user who must be able to walk through.
    chmodSync(dataDir, 0o711);
    env = {
      HAWKER_DATA_DIR: dataDir,
      PORT: String(await quietFreePort()),
      MARKET_PORT: String(await quietFreePort()),
    };
  });
  afterEach(async () => {
    if (existsSync(join(dataDir, 'start.lock'))) {
      process.kill(startedPid(), 'SIGTERM');
      await run?.ended;
    }
  });
  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  const startedPid = () => Number(readFileSync(join(dataDir, 'start.lock'), 'utf8'));

  async function start(extra: Record<string, string> = {}): Promise<HawkerRun> {
    run = npmStart({ ...env, ...extra });
    await run.waitFor('Ctrl-C stops everything.');
    return run;
  }

  async function expectNothingBehind(): Promise<void> {
    await waitUntil(() => processesOf(dataDir).length === 0, 20_000);
    expect(processesOf(dataDir)).toEqual([]);
  }

  it('makes everything from nothing, says where it is, and leaves nothing behind after SIGTERM to npm', async () => {
    const { npm, printed, ended } = await start();
    const info = readRunFile(dataDir);
    expect(info?.origin).toBe(`http://localhost:${env.PORT}`);
    expect(info?.pid).toBe(startedPid());
    expect(statSync(join(dataDir, 'run.json')).mode & 0o077).toBe(0);
    expect(printed()).toContain(`Hawker is at ${info?.origin}`);
    expect(printed()).toMatch(/Make your account: http:\/\/localhost:\d+\/setup\?token=[\w-]{32}\n/);

    for (const url of [`${info?.origin}/healthz`, `${info?.marketUrl}/healthz`]) {
      expect((await fetch(url)).status).toBe(200);
    }
    npm.kill('SIGTERM');
    await ended;
    await expectNothingBehind();
    expect(printed()).toContain('Everything has stopped.');
    expect(readRunFile(dataDir)).toBeNull();
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false);
  });

  it('makes the owner it is given, goes on from the same data, and refuses a second start on it', async () => {
    const owner = { HAWKER_OWNER_EMAIL: 'ada@example.com', HAWKER_OWNER_PASSWORD: 'correct horse battery staple' };
    const { printed } = await start(owner);
    expect(printed()).toContain('Sign in as ada@example.com');
    expect(printed()).not.toContain('/setup?token=');

    const second = npmStart(env);
    expect(await second.ended).toBe(1);
    expect(second.printed()).toContain(`at http://localhost:${env.PORT} (process ${startedPid()})`);

    process.kill(startedPid(), 'SIGINT');
    expect(await run?.ended).toBe(0);
    await expectNothingBehind();
  });

  it('leaves nothing behind when it is killed, and starts again afterwards on a free port', async () => {
    const { printed } = await start();
    expect(printed()).not.toContain('/setup?token=');
    process.kill(startedPid(), 'SIGKILL');
    await run?.ended;
    await expectNothingBehind();

    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(env.PORT), '127.0.0.1', resolve));
    const again = await start();
    expect(again.printed()).toContain(`Port ${env.PORT} is taken by another program; using `);
    expect((await fetch(`${readRunFile(dataDir)?.origin}/healthz`)).status).toBe(200);
    again.npm.kill('SIGKILL');
    await expectNothingBehind();
    await new Promise((resolve) => other.close(resolve));
  });
});
