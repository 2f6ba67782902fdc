import { createClient } from '@hawker/api/client';
import { beforeEach, describe, expect, test } from 'vitest';
import { readCommandEnv } from '../env.ts';
import type { HawkerContext } from './runner.ts';
import { createTerminal } from './terminal.ts';
import { concludeWatch, watch } from './watch.ts';
import type { WatchedProgress } from './watched-progress.ts';

/** Nobody listens on this port. */
const url = 'http://127.0.0.1:9';

let said = '';
let context: HawkerContext;

beforeEach(() => {
  said = '';
  const silent = { write: () => undefined };
  const environment = { HAWKER_URL: url, HAWKER_TOKEN: 'hwt_x' };
  context = {
    environment,
    env: readCommandEnv(environment),
    hawker: createClient({ url, token: 'hwt_x' }),
    local: null,
    openExport: () => Promise.reject(new Error('Nothing is exported here')),
    pollEveryMs: 1,
    report: () => undefined,
    terminal: createTerminal({
      stdout: silent,
      stderr: {
        write: (text) => {
          said += text;
        },
      },
      noColour: true,
      dumb: true,
      now: () => performance.now(),
    }),
  };
});

const progress = (part: Partial<WatchedProgress>): WatchedProgress => ({
  ...{ total: 3, live: 0, failed: 0, needsYou: 0, waiting: 0, drafts: 0, canceled: 0 },
  ...part,
});

function refused(): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
}

describe('watching', () => {
  test('outlives a restart of what it watches, and says so once', async () => {
    let looks = 0;
    const watched = await watch(context, () => {
      looks++;
      return looks < 4 ? Promise.reject(refused()) : Promise.resolve(progress({ live: 3 }));
    });
    expect(watched).toEqual({ settled: true, progress: progress({ live: 3 }) });
    expect(said.match(/Hawker does not answer at \S+ \(ECONNREFUSED\).* Trying again\./g)).toHaveLength(1);
  });

  test('gives up when nobody answers for long', async () => {
    await expect(watch(context, () => Promise.reject(refused()), 20)).rejects.toThrow('fetch failed');
  });

  test('does not go on after any other error', async () => {
    await expect(watch(context, () => Promise.reject(new Error('a defect')))).rejects.toThrow('a defect');
  });

  test('drafts and canceled posts are not waited for', async () => {
    const watched = await watch(context, () => Promise.resolve(progress({ live: 1, drafts: 1, canceled: 1 })));
    expect(watched.settled).toBe(true);
    expect(said).toBe('Publishing: 1 of 1, 1 canceled\n');
  });
});

describe('the end', () => {
  const posts = { filter: {}, ids: null };

  test('is well when nothing failed', async () => {
    expect(await concludeWatch(context, { settled: true, progress: progress({ live: 1 }) }, posts)).toBe(0);
    expect(said).toBe('1 post is live.\n');
  });

  test('is nobody’s success when Ctrl-C came first', async () => {
    expect(await concludeWatch(context, { settled: false, progress: progress({ live: 3 }) }, posts)).toBe(130);
  });
});
