import type { RedisClient, RedisPipeline } from '../stores/redis-client.ts';
import type { Clock } from '../types.ts';

type Execute = () => unknown;

interface Waiting {
  readonly execute: Execute;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** As much of Redis as the store uses, with time by a clock of the test's own. */
export class FakeRedisServer {
  readonly #keys = new Map<string, { readonly value: string; readonly endsAtMs: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(key: string): string | null {
    const entry = this.#keys.get(key);
    return entry !== undefined && this.#clock() < entry.endsAtMs ? entry.value : null;
  }

  set(key: string, value: string, lifeMs: number, onlyIfAbsent: boolean): 'OK' | null {
    if (onlyIfAbsent && this.get(key) !== null) return null;
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
}

/** A connection on which commands wait, in their order, until the test lets them through or cuts it. */
export class FakeRedisConnection implements RedisClient {
  readonly #server: FakeRedisServer;
  readonly #waiting: Waiting[] = [];
  #isHeld = true;

  constructor(server: FakeRedisServer) {
    this.#server = server;
  }

  /** Runs the next command and brings its answer back. */
  deliver(): void {
    const next = this.#waiting.shift();
    // The promise was made together with the command; only `#send` knows its type.
    next?.resolve(next.execute() as never);
  }

  /** Some of the waiting commands still reach the server, none of the answers come back. */
  cut(choice: number): void {
    const lost = this.#waiting.splice(0);
    const reached = choice % (lost.length + 1);
    for (const [index, command] of lost.entries()) {
      if (index < reached) command.execute();
      command.reject(new Error('connection lost'));
    }
  }

  /** Nothing waits any more. */
  flow(): void {
    this.#isHeld = false;
    while (this.#waiting.length > 0) this.deliver();
  }

  mget(keys: string[]): Promise<(string | null)[]> {
    return this.#send(() => keys.map((key) => this.#server.get(key)));
  }

  get(key: string): Promise<string | null> {
    return this.#send(() => this.#server.get(key));
  }

  set(key: string, value: string, _unit: 'PX', lifeMs: number): Promise<unknown> {
    return this.#send(() => this.#server.set(key, value, lifeMs, false));
  }

  unlink(keys: string[]): Promise<unknown> {
    return this.#send(() => this.#server.unlink(keys));
  }

  pipeline(): RedisPipeline {
    const commands: Execute[] = [];
    return {
      set: (key, value, _unit, lifeMs) => commands.push(() => this.#server.set(key, value, lifeMs, true)),
      exec: () => this.#send(() => commands.map((execute): [null, unknown] => [null, execute()])),
    };
  }

  #send<T>(execute: () => T): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => {
      this.#waiting.push({ execute, resolve, reject });
    });
    if (!this.#isHeld) this.deliver();
    return answer;
  }
}
