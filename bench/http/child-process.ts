/**
 * A process of our own: told and heard over IPC, and stopped by its number. It inherits Node's options from us:
 * `--import tsx`, and `--cpu-prof` when somebody wants to know where the time goes.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** Long enough for the web app to start on a busy machine. */
const answerTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

export interface ChildOptions {
  /** Relative to the checkout. */
  entry: string;
  env?: Readonly<Record<string, string>>;
}

export interface Child {
  readonly pid: number;
  /** The next message; fails when the process ends or says nothing. Ask before sending what it answers. */
  hear(): Promise<unknown>;
  send(message: object): void;
  stop(): Promise<void>;
}

export function startChild({ entry, env = {} }: ChildOptions): Child {
  const child = fork(`${checkout}${entry}`, [], {
    cwd: checkout,
    // Under vitest we run without it, and with options that are vitest's own.
    execArgv: process.execArgv.includes('tsx') ? process.execArgv : ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid ?? 0,
    hear: () => nextMessage(child, entry),
    send: (message) => void child.send(message),
    stop: () => stopChild(child),
  };
}

function nextMessage(child: ChildProcess, entry: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const heard = (message: unknown) => settle(() => resolve(message));
    const ended = () => settle(() => reject(new Error(`${entry} ended before it answered`)));
    const timer = setTimeout(
      () => settle(() => reject(new Error(`${entry} said nothing for ${answerTimeoutMs / 1000} s`))),
      answerTimeoutMs,
    );
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', heard).off('exit', ended);
      act();
    };
    child.once('message', heard).once('exit', ended);
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
