import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHawker } from '../testing/run-hawker.ts';
import { notRunning } from './connect.ts';
import { exitCodes } from './exit-codes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawker-program-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runHawker(args, { HAWKER_DATA_DIR: folder, ...env });

describe('help', () => {
  test('goes to stdout, and names every exit code', async () => {
    const { exitCode, stdout, stderr } = await run(['--help']);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    for (const code of Object.values(exitCodes)) {
      expect(stdout).toMatch(new RegExp(`^ {2}${code} +\\S`, 'm'));
    }
  });

  test('of every command has an example and --json', async () => {
    const { stdout } = await run(['--help']);
    const [, listed = ''] = stdout.split('Commands:\n');
    const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
    const commands = names.filter((name) => name !== 'help' && name !== 'hawker');
    expect(commands).toEqual(
      expect.arrayContaining([
        'status',
        'sample',
        'import',
        'publish',
        'posts',
        'accounts',
        'token',
        'work',
        'migrate',
      ]),
    );
    for (const command of commands.slice(0, 9)) {
      const help = await run([command, '--help']);
      expect(help.exitCode).toBe(0);
      expect(help.stdout).toMatch(/Examples?[:,]/);
      expect(help.stdout).toContain('--json');
    }
  });
});

describe('wrong use is 2, said on stderr', () => {
  test.each([
    [['nonsense'], 'Unknown command'],
    [['status', '--nonsense'], 'Unknown option'],
    [['status', 'now'], 'Too many arguments'],
    [['import', '--accounts', 'all'], "Missing required argument 'file'"],
    [['import', 'a.csv'], "Required option '--accounts <which>' not specified"],
    [['import', 'a.csv', '--accounts', 'all', '--at', 'tomorrow'], 'Give date, time and offset'],
    [['sample', '--posts', '1000001'], 'Give a whole number from 1 to 1,000,000.'],
    [['posts', '--status', 'sleeping'], 'There is no status "sleeping"'],
    [['token', 'revoke', '12'], 'Give an id'],
    [['token', 'make', 'x'], 'Unknown command'],
    [[], 'Usage: hawker'],
  ])('%j', async (args, words) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect(stderr).toContain(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('also of the environment', async () => {
    const { exitCode, stderr } = await run(['status'], { HAWKER_URL: 'http://desk.test' });
    expect(stderr).toContain('set both HAWKER_URL and HAWKER_TOKEN, or neither');
    expect(exitCode).toBe(2);
  });

  test.each(['work', 'migrate'])('%s does not work from afar', async (command) => {
    const { exitCode, stderr } = await run([command], { HAWKER_URL: 'http://desk.test', HAWKER_TOKEN: 'hwt_x' });
    expect(stderr).toContain('works beside the database only');
    expect(exitCode).toBe(2);
  });
});

describe('nothing to speak to is 3', () => {
  test('no folder at all', async () => {
    const { exitCode, stdout, stderr } = await run(['status', '--json'], { HAWKER_DATA_DIR: join(folder, 'none') });
    expect(stderr).toBe(`Error: ${notRunning}\n`);
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'unreachable', message: notRunning } });
    expect(exitCode).toBe(3);
  });

  test.each([
    ['broken', '{"databaseUrl":'],
    ['of something else', '{}'],
    // The largest process number there can be.
    [
      'left behind by a process that is gone',
      '{"databaseUrl":"postgres://127.0.0.1:9/x","origin":"http://x.test","marketUrl":"http://x.test","pid":4194304}',
    ],
  ])('a run.json that is %s', async (_what, text) => {
    await writeFile(join(folder, 'run.json'), text);
    const { exitCode, stderr } = await run(['accounts']);
    expect(stderr).toBe(`Error: ${notRunning}\n`);
    expect(exitCode).toBe(3);
  });

  test('one that runs is found, and never named with its password', async () => {
    await writeFile(
      join(folder, 'run.json'),
      JSON.stringify({
        databaseUrl: 'postgres://hawker:secret@127.0.0.1:9/hawker',
        origin: 'http://localhost:3000',
        marketUrl: 'http://localhost:4010',
        pid: process.pid,
      }),
    );
    const { exitCode, stderr } = await run(['accounts']);
    expect(stderr).toBe('Error: The database at 127.0.0.1:9 cannot be reached (ECONNREFUSED).\n');
    expect(exitCode).toBe(3);
    // Beside the database, the whole router is loaded.
  }, 60_000);
});
