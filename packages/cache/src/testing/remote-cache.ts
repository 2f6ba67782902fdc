import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { GetOptions, LoadContext } from '../types.ts';
import type { Answer, Loaded, Moment, Question } from './process-messages.ts';

/** A question before it has its number. */
type Asked = Question extends infer One ? (One extends Question ? Omit<One, 'id'> : never) : never;

/** The cache of another process. Its loaders run here, where the test's database is. */
export interface RemoteCache {
  get<T>(key: string, options: GetOptions<T>): Promise<T>;
  invalidateTags(tags: readonly string[]): Promise<void>;
  /** As of its last answer, and busy as long as a get has none. */
  stats(): Moment;
  advance(ms: number): void;
  cut(): void;
  /** Resolves when everything it could do has been done. */
  turn(): Promise<void>;
  readonly process: ChildProcess;
  close(): Promise<void>;
}

const program = fileURLToPath(new URL('./cache-process.ts', import.meta.url));
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const idle: Moment = { inFlight: 0, pendingTags: 0, leaseWaits: 0 };

export async function startRemoteCache(address: string, clockOffsetMs = 0): Promise<RemoteCache> {
  const child = fork(program, [address, String(clockOffsetMs)], {
    execArgv: ['--import', 'tsx'],
    cwd: packageFolder,
  });
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const loaders = new Map<number, (context: LoadContext) => unknown>();
  let lastId = 0;
  let moment = idle;
  /** Gets without an answer. One that still looks into Redis is no load yet, and may become one. */
  let unanswered = 0;

  const ask = (question: Asked): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
    });
    child.send({ ...question, id });
    return answered;
  };
  const load = async (id: number, get: number): Promise<void> => {
    let loaded: Loaded;
    try {
      loaded = { ask: 'loaded', load: id, value: await loaders.get(get)?.({ signal: new AbortController().signal }) };
    } catch (error) {
      loaded = { ask: 'loaded', load: id, error: error instanceof Error ? error.message : String(error) };
    }
    if (child.connected) child.send(loaded);
  };

  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('The process ended'));
      for (const { reject: fail } of asked.values()) fail(new Error('The process ended'));
    });
    child.on('message', (answer: Answer) => {
      switch (answer.say) {
        case 'ready':
          resolve();
          return;
        case 'load':
          void load(answer.load, answer.get);
          return;
        case 'done':
          moment = answer;
          asked.get(answer.id)?.resolve(answer.value);
          asked.delete(answer.id);
          return;
        case 'failed':
          moment = answer;
          asked.get(answer.id)?.reject(new Error(answer.message));
          asked.delete(answer.id);
          return;
      }
    });
  });
  await ready;

  return {
    get: <T>(key: string, { load: loader, tags, ttlMs, staleForMs = 0, leaseMs }: GetOptions<T>) => {
      const got = ask({ ask: 'get', key, tags, ttlMs, staleForMs, leaseMs });
      const get = lastId;
      loaders.set(get, loader);
      unanswered += 1;
      const answered = () => {
        unanswered -= 1;
      };
      got.then(answered, answered);
      // A refresh behind a stale answer may ask after the get was answered: its loader stays.
      // A key stands for one type of value; only its readers can know which.
      return got as Promise<T>;
    },
    invalidateTags: async (tags) => {
      await ask({ ask: 'invalidate', tags });
    },
    stats: () => ({ ...moment, inFlight: Math.max(moment.inFlight, unanswered) }),
    advance: (ms) => void ask({ ask: 'advance', ms }),
    cut: () => void ask({ ask: 'cut' }),
    turn: async () => {
      await ask({ ask: 'turn' });
    },
    process: child,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
