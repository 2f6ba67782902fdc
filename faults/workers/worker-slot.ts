/** The place of one worker: a process is in it, and whenever that ends, for whatever reason, the next one is started. */

import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Armed, type FromWorker, fromWorker, type ToWorker, type WorkerConfig } from './messages.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** `engine`: Hawker's own. `naive`: posts, then sets a flag. */
export type WorkerKind = 'engine' | 'naive';

export interface Ended {
  pid: number;
  /** By the monotonic clock of the harness. */
  atMs: number;
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface SlotOptions {
  config: WorkerConfig;
  kind?: WorkerKind;
  /** Started again when it ends. */
  restarts: boolean;
  /** Armed in the first process. */
  armed?: Armed;
  /** A module that Node loads before everything else. */
  preload?: string;
  /** Where the worker's log is appended. */
  logFile?: string;
  onEnded?(ended: Ended): void;
}

/** Between an end and the next start: a database that is away must not make a storm of processes. */
const restartAfterMs = 100;

export interface WorkerSlot {
  readonly pid: number | undefined;
  readonly isReady: boolean;
  arm(armed: Armed): void;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the next such message, of this process or a later one. */
  hear(type: FromWorker['type']): Promise<FromWorker>;
  /** Resolves with the next end. */
  ended(): Promise<Ended>;
  /** SIGTERM, and nobody takes its place. */
  stop(): Promise<Ended | null>;
}

export function startWorkerSlot(options: SlotOptions): WorkerSlot {
  const { config, kind = 'engine', logFile, preload } = options;
  const log = logFile === undefined ? null : createWriteStream(logFile, { flags: 'a' });
  let restarts = options.restarts;
  let armedNext = options.armed ?? null;
  let child: ChildProcess | null = null;
  let isReady = false;
  let timer: NodeJS.Timeout | null = null;
  const hearers = new Set<(message: FromWorker) => void>();
  const mourners = new Set<(ended: Ended) => void>();

  const note = (what: string) => void log?.write(`${JSON.stringify({ time: Date.now(), harness: what })}\n`);

  const launch = () => {
    const next = fork(`${checkout}faults/workers/${kind === 'naive' ? 'naive' : 'worker'}-process.ts`, [], {
      cwd: checkout,
      execArgv: ['--import', 'tsx', ...(preload === undefined ? [] : ['--import', preload])],
      env: { PATH: process.env.PATH, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = next;
    note(`${next.pid} started`);
    for (const output of [next.stdout, next.stderr]) {
      output?.on('data', (chunk: Buffer) => void log?.write(chunk));
    }
    next.on('message', (message) => {
      const heard = fromWorker.parse(message);
      if (heard.type === 'loaded') {
        tell(next, { type: 'start', config, armed: armedNext });
        armedNext = null;
      }
      isReady ||= heard.type === 'ready';
      note(`${next.pid} ${heard.type}${heard.type === 'reached' ? ` ${heard.step}, ${heard.action}` : ''}`);
      for (const hearer of [...hearers]) {
        hearer(heard);
      }
    });
    next.on('error', () => undefined);
    next.on('exit', (code, signal) => {
      child = null;
      isReady = false;
      const ended: Ended = { pid: next.pid ?? 0, atMs: performance.now(), code, signal };
      note(`${next.pid} ended, ${signal ?? `status ${code}`}`);
      options.onEnded?.(ended);
      for (const mourner of [...mourners]) {
        mourner(ended);
      }
      if (restarts) {
        timer = setTimeout(launch, restartAfterMs);
      } else {
        log?.end();
      }
    });
  };
  launch();

  const ended = () =>
    new Promise<Ended>((resolve) => {
      const mourner = (last: Ended) => {
        mourners.delete(mourner);
        resolve(last);
      };
      mourners.add(mourner);
    });

  return {
    get pid() {
      return child?.pid;
    },
    get isReady() {
      return isReady;
    },
    arm: (armed) => {
      if (child && isReady) {
        tell(child, { type: 'arm', ...armed });
      } else {
        armedNext = armed;
      }
    },
    signal: (signal) => {
      note(`${child?.pid} is sent ${signal}`);
      child?.kill(signal);
    },
    hear: (type) =>
      new Promise((resolve) => {
        const hearer = (message: FromWorker) => {
          if (message.type === type) {
            hearers.delete(hearer);
            resolve(message);
          }
        };
        hearers.add(hearer);
      }),
    ended,
    stop: async () => {
      restarts = false;
      if (timer) {
        clearTimeout(timer);
      }
      if (!child) {
        log?.end();
        return null;
      }
      const gone = ended();
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      // Told to stop while it still imported, it has no handler for that yet and ends at once.
      return gone;
    },
  };
}

function tell(child: ChildProcess, message: ToWorker): void {
  // It may have ended a moment ago: its exit tells.
  child.send(message, () => undefined);
}
