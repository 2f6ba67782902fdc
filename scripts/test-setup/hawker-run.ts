import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '../lib/checkout.mjs';
import { waitUntil } from '../lib/processes.mjs';

export interface HawkerRun {
  npm: ChildProcess;
  /** Everything that it has printed so far. */
  printed(): string;
  /** Waits until it has printed this; throws with all it did print when it ends or takes too long. */
  waitFor(text: string, timeoutMs?: number): Promise<void>;
  /** Settles with the exit status, or the name of the signal. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** `npm start` as a person runs it, with nothing of the test runner in its environment. */
export function npmStart(env: Record<string, string>, args: readonly string[] = ['start']): HawkerRun {
  const { PATH = '', HOME = '' } = process.env;
  const npm = spawn('npm', args, { cwd: checkoutDir, env: { PATH, HOME, ...env }, detached: true });
  let text = '';
  for (const output of [npm.stdout, npm.stderr]) {
    output.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  let over = false;
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    npm.once('close', (code, signal) => {
      over = true;
      resolve(signal ?? code);
    });
  });
  return {
    npm,
    printed: () => text,
    ended,
    waitFor: async (wanted, timeoutMs = 150_000) => {
      await waitUntil(() => over || text.includes(wanted), timeoutMs, 50);
      if (!text.includes(wanted)) {
        throw new Error(`"${wanted}" was not printed, but this:\n${text}`);
      }
    },
  };
}

/** The processes that work on the folder: by their arguments, their environment or where they are. Linux only. */
export function processesOf(dataDir: string): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) {
      return [];
    }
    const of = join('/proc', entry);
    const facts = [read(() => readFileSync(`${of}/cmdline`, 'utf8')), read(() => readlinkSync(`${of}/cwd`))];
    const environment = read(() => readFileSync(`${of}/environ`, 'utf8'));
    return [...facts, environment].some((fact) => fact.includes(dataDir))
      ? [`${entry} ${facts.join(' in ').replaceAll('\0', ' ')}`]
      : [];
  });
}

/** A process may go, or belong to somebody else, between two looks. */
function read(look: () => string): string {
  try {
    return look();
  } catch {
    return '';
  }
}
