/** Runs the command: in a process of its own, as a shell would, or here, where its start would cost more than its work. */

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../cli/program.ts';

const entry = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface HawkerProcess {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Waits until it has written this to stderr. */
  says(text: string): Promise<void>;
}

/** Nothing of a `.env` or of the test runner reaches it: an empty variable counts as absent. */
const cleared = {
  ...{ DATABASE_URL: '', HAWKER_URL: '', HAWKER_TOKEN: '', HAWKER_SECRET_KEY: '', HAWKER_MARKET_URL: '' },
  ...{ HAWKER_ORIGIN: '', HAWKER_DATA_DIR: '', LOG_LEVEL: '', NO_COLOR: '', HAWKER_WORKER_CONCURRENCY: '' },
};

export function startHawker(args: readonly string[], env: Readonly<Record<string, string>>): HawkerProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
    env: { PATH, HOME, ...cleared, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    ended: closed.then((exitCode) => ({ exitCode, ...written })),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (written.stderr.includes(text)) {
            resolve();
          }
        };
        look();
        child.stderr.on('data', look);
        void closed.then(() =>
          reject(new Error(`"${text}" was not said, but this: ${written.stderr}${written.stdout}`)),
        );
      }),
  };
}

export async function runHawker(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const writerTo = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const exitCode = await runCommandLine(args, {
    environment: env,
    stdout: writerTo('stdout'),
    stderr: writerTo('stderr'),
    now: () => performance.now(),
  });
  return { exitCode, ...written };
}
