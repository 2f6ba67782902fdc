import type { Redis } from 'ioredis';
import type { MaybePromise } from '../store.ts';
import type { RedisClient, RedisPipeline } from '../stores/redis-client.ts';
import type { Clock } from '../types.ts';

interface Waiting {
  readonly execute: () => unknown;
  /** What the server has answered, while the answer is still under way. */
  answer: { readonly result: unknown } | undefined;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** What runs the commands once they are let through. */
export interface HeldServer {
  mget(keys: readonly string[]): MaybePromise<(string | null)[]>;
  set(key: string, value: string, lifeMs: number, onlyIfAbsent: boolean): MaybePromise<'OK' | null>;
  unlink(keys: readonly string[]): MaybePromise<number>;
}

/** As much of Redis as the store uses, with time by a clock of the test's own. */
export class FakeRedisServer implements HeldServer {
  readonly #keys = new Map<string, { readonly value: string; readonly endsAtMs: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  mget(keys: readonly string[]): (string | null)[] {
    return keys.map((key) => this.#get(key));
  }

  set(key: string, value: string, lifeMs: number, onlyIfAbsent: boolean): 'OK' | null {
    if (onlyIfAbsent && this.#get(key) !== null) return null;
    this.#keys.set(key, { value, endsAtMs: this.#clock() + lifeMs });
    return 'OK';
  }

  unlink(keys: readonly string[]): number {
    return keys.filter((key) => this.#keys.delete(key)).length;
  }

  evict(choice: number): void {
    const keys = [...this.#keys.keys()];
    const key = keys[choice % Math.max(1, keys.length)];
    if (key !== undefined) this.#keys.delete(key);
  }

  #get(key: string): string | null {
    const entry = this.#keys.get(key);
    return entry !== undefined && this.#clock() < entry.endsAtMs ? entry.value : null;
  }
}

/** A real Redis. All held connections share the one to it, so that commands run in the order in which they are let through. */
export function createRealServer(client: Redis): HeldServer {
  return {
    mget: (keys) => client.mget([...keys]),
    set: (key, value, lifeMs, onlyIfAbsent) =>
      onlyIfAbsent ? client.set(key, value, 'PX', lifeMs, 'NX') : client.set(key, value, 'PX', lifeMs),
    unlink: (keys) => client.unlink([...keys]),
  };
}

function answerOf(command: Waiting): unknown {
  command.answer ??= { result: command.execute() };
  return command.answer.result;
}

/** A connection on which commands wait, in their order, until the test lets them through or cuts it. */
export class HeldConnection implements RedisClient {
  readonly #server: HeldServer;
  readonly #waiting: Waiting[] = [];
  #isHeld = true;

  constructor(server: HeldServer) {
    this.#server = server;
  }

  /** Lets the next command reach the server, whose answer stays under way. */
  reach(): void {
    const next = this.#waiting.find((command) => command.answer === undefined);
    if (next !== undefined) answerOf(next);
  }

  /** Brings the next answer back, from a command that reaches the server now if it has not before. */
  deliver(): void {
    const next = this.#waiting.shift();
    // The promise was made together with the command; only `#send` knows its type.
    next?.resolve(answerOf(next) as never);
  }

  /** Some of the waiting commands still reach the server, none of the answers come back. */
  cut(choice: number): void {
    const lost = this.#waiting.splice(0);
    const reached = choice % (lost.length + 1);
    for (const [index, command] of lost.entries()) {
      if (index < reached) answerOf(command);
      command.reject(new Error('connection lost'));
    }
  }

  /** From now on commands wait again. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Nothing waits any more. */
  flow(): void {
    this.#isHeld = false;
    while (this.#waiting.length > 0) this.deliver();
  }

  mget(keys: string[]): Promise<(string | null)[]> {
    return this.#send(() => this.#server.mget(keys));
  }

  async get(key: string): Promise<string | null> {
    const [value = null] = await this.mget([key]);
    return value;
  }

  set(key: string, value: string, _unit: 'PX', lifeMs: number): Promise<unknown> {
    return this.#send(() => this.#server.set(key, value, lifeMs, false));
  }

  unlink(keys: string[]): Promise<unknown> {
    return this.#send(() => this.#server.unlink(keys));
  }

  pipeline(): RedisPipeline {
    const commands: (() => MaybePromise<unknown>)[] = [];
    return {
      set: (key, value, _unit, lifeMs) => commands.push(() => this.#server.set(key, value, lifeMs, true)),
      exec: () =>
        this.#send(async () => {
          const results = await Promise.all(commands.map((execute) => execute()));
          return results.map((result): [null, unknown] => [null, result]);
        }),
    };
  }

  #send<T>(execute: () => MaybePromise<T>): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => {
      this.#waiting.push({ execute, answer: undefined, resolve, reject });
    });
    if (!this.#isHeld) this.deliver();
    return answer;
  }
}
