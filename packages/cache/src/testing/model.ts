import fc from 'fast-check';
import type { Cache } from '../types.ts';
import { createGate, type Gate, nextTurn } from './gate.ts';

/** What the model needs of a cache, which may be in another process. */
export interface ModelCache extends Pick<Cache, 'get' | 'invalidateTags'> {
  stats(): { readonly inFlight: number; readonly pendingTags: number };
}

/** Processes over one store, and the ways in which the world may treat them. Time moves only through `advance`. */
export interface ModelWorld {
  /** One per process. */
  readonly caches: readonly ModelCache[];
  advance(ms: number): void;
  /** Loses something the store holds; `choice` picks what. */
  evict(choice: number): void;
  /** Lets the next command of a process reach the store, while its answer is still under way. */
  reach(process: number): void;
  /** Lets the next answer to a process come back, from a command that reaches the store now if it has not before. */
  deliver(process: number): void;
  /** Cuts the connection of a process; `choice` picks how much of what was under way still reached the store. */
  cut(process: number, choice: number): void;
  /** Everything works again and nothing is held back any more. */
  heal(): void;
  /** Lets everything that is ready to run, run: by default, in this process. */
  turn?(): Promise<void>;
  /** Lets a little real time pass, where something waits for that: a lost answer, a lease. */
  wait?(): Promise<void>;
  /** Turns after which a world that does not come to rest is broken. Default 1,000. */
  readonly patience?: number;
}

export type Action =
  | { readonly do: 'get'; readonly process: number; readonly key: number }
  | { readonly do: 'write'; readonly process: number; readonly entity: number }
  | { readonly do: 'release'; readonly choice: number }
  | { readonly do: 'throw'; readonly choice: number }
  | { readonly do: 'evict'; readonly choice: number }
  | { readonly do: 'tick'; readonly ms: number }
  | { readonly do: 'reach'; readonly process: number }
  | { readonly do: 'deliver'; readonly process: number }
  | { readonly do: 'cut'; readonly process: number; readonly choice: number };

export interface Step {
  readonly action: Action;
  /** Whether everything that can go on does, before the next action. */
  readonly drain: boolean;
}

/** What each key is made from: its entities are its tags. */
const KEYS: readonly {
  readonly entities: readonly number[];
  readonly staleForMs: number;
  readonly leaseMs?: number;
}[] = [
  { entities: [0], staleForMs: 0 },
  { entities: [1], staleForMs: 2_000 },
  { entities: [0, 1], staleForMs: 2_000, leaseMs: 100 },
  { entities: [1, 2], staleForMs: 0 },
  { entities: [2], staleForMs: 0, leaseMs: 200 },
];
const ENTITIES = [0, 1, 2] as const;
const TTL_MS = 1_000;

/** Entity to version. Every write makes the version of its entity one higher. */
type Versions = readonly number[];

export function steps(processes: number): fc.Arbitrary<Step[]> {
  const process = fc.nat({ max: processes - 1 });
  const choice = fc.nat({ max: 1_000 });
  const action = fc.oneof<fc.WeightedArbitrary<Action>[]>(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('get'), process, key: fc.nat({ max: KEYS.length - 1 }) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('write'), process, entity: fc.constantFrom(...ENTITIES) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('release'), choice }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('throw'), choice }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('evict'), choice }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('tick'), ms: fc.constantFrom(10, 200, 900, 1_500, 4_000) }) },
    { weight: processes > 1 ? 4 : 0, arbitrary: fc.record({ do: fc.constant('reach'), process }) },
    { weight: processes > 1 ? 12 : 0, arbitrary: fc.record({ do: fc.constant('deliver'), process }) },
    { weight: processes > 1 ? 1 : 0, arbitrary: fc.record({ do: fc.constant('cut'), process, choice }) },
  );
  const step = fc.record({ action, drain: fc.boolean() });
  return fc.array(step, { minLength: 1, maxLength: 80, size: 'max' });
}

/**
 * Runs the steps and throws when a promise is broken:
 * P1: a get that began after an acknowledged invalidation never returns older data.
 * P2: when all is quiet, every get in every process returns what the database has.
 */
export async function runModel(world: ModelWorld, script: readonly Step[]): Promise<void> {
  const run = new ModelRun(world);
  for (const { action, drain } of script) {
    run.act(action);
    if (drain) await (world.turn ?? nextTurn)();
  }
  await run.finish();
}

class ModelRun {
  readonly #world: ModelWorld;
  /** What the database has. */
  #database: Versions = ENTITIES.map(() => 0);
  /** The latest version of each entity whose invalidation was acknowledged. */
  #acknowledged: Versions = ENTITIES.map(() => 0);
  readonly #loads: { readonly gate: Gate<Versions>; readonly read: Versions }[] = [];
  readonly #gets = new Set<Promise<void>>();
  #broken: Error | undefined;

  constructor(world: ModelWorld) {
    this.#world = world;
  }

  act(action: Action): void {
    switch (action.do) {
      case 'get':
        this.#get(action.process, action.key);
        return;
      case 'write':
        this.#write(action.process, action.entity);
        return;
      case 'release':
        this.#endLoad(action.choice, false);
        return;
      case 'throw':
        this.#endLoad(action.choice, true);
        return;
      case 'evict':
        this.#world.evict(action.choice);
        return;
      case 'tick':
        this.#world.advance(action.ms);
        return;
      case 'reach':
        this.#world.reach(action.process);
        return;
      case 'deliver':
        this.#world.deliver(action.process);
        return;
      case 'cut':
        this.#world.cut(action.process, action.choice);
        return;
    }
  }

  async finish(): Promise<void> {
    this.#world.heal();
    await this.#quiet();
    for (const [process] of this.#world.caches.entries()) {
      for (const key of KEYS.keys()) {
        const got = this.#read(process, key);
        await this.#quiet();
        const value = await got;
        const expected = this.#ofKey(this.#database, key);
        if (value.join() !== expected.join()) {
          throw new Error(`P2: process ${process} got ${value} for key ${key}, the database has ${expected}`);
        }
      }
    }
    if (this.#broken !== undefined) throw this.#broken;
  }

  #get(process: number, key: number): void {
    const due = this.#ofKey(this.#acknowledged, key);
    const checked = this.#read(process, key).then(
      (value) => {
        if (value.every((version, index) => version >= (due[index] ?? 0))) return;
        this.#broken ??= new Error(`P1: process ${process} got ${value} for key ${key}, acknowledged was ${due}`);
      },
      (error: unknown) => {
        // A loader that threw. Anything else must not reject a get.
        if (!(error instanceof Error && error.message === 'loader'))
          this.#broken ??= new Error('rejected', { cause: error });
      },
    );
    this.#gets.add(checked);
    void checked.finally(() => this.#gets.delete(checked));
  }

  #read(process: number, key: number): Promise<Versions> {
    const load = (): Promise<Versions> => {
      const gate = createGate<Versions>();
      // The database is read when the load begins: the value is as old as a load's value can be.
      this.#loads.push({ gate, read: this.#ofKey(this.#database, key) });
      return gate.load();
    };
    const spec = at(KEYS, key);
    const tags = spec.entities.map((entity) => `entity:${entity}`);
    return at(this.#world.caches, process).get(`key:${key}`, {
      ttlMs: TTL_MS,
      staleForMs: spec.staleForMs,
      leaseMs: spec.leaseMs,
      tags,
      load,
    });
  }

  #write(process: number, entity: number): void {
    const version = at(this.#database, entity) + 1;
    this.#database = this.#database.with(entity, version);
    at(this.#world.caches, process)
      .invalidateTags([`entity:${entity}`])
      .then(
        () => {
          const known = at(this.#acknowledged, entity);
          this.#acknowledged = this.#acknowledged.with(entity, Math.max(known, version));
        },
        // Not acknowledged, so nothing is promised yet.
        () => undefined,
      );
  }

  #endLoad(choice: number, fails: boolean): void {
    const [load] = this.#loads.splice(choice % Math.max(1, this.#loads.length), 1);
    if (load === undefined) return;
    if (fails) load.gate.fail(new Error('loader'));
    else load.gate.release(load.read);
  }

  /** Lets loads end and time pass until no process has anything left to do. */
  async #quiet(): Promise<void> {
    const isBusy = (): boolean =>
      this.#gets.size > 0 ||
      this.#loads.length > 0 ||
      this.#world.caches.some((cache) => cache.stats().inFlight > 0 || cache.stats().pendingTags > 0);
    for (let round = 0; round < 5 || isBusy(); round += 1) {
      if (round > (this.#world.patience ?? 1_000)) throw new Error('never quiet');
      this.#world.heal();
      while (this.#loads.length > 0) this.#endLoad(0, false);
      // Only what waits for a retry needs time; otherwise entries would expire before they are checked.
      if (round > 20) {
        this.#world.advance(1_000);
        await this.#world.wait?.();
      }
      await (this.#world.turn ?? nextTurn)();
    }
  }

  #ofKey(versions: Versions, key: number): Versions {
    return at(KEYS, key).entities.map((entity) => at(versions, entity));
  }
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`nothing at ${index}`);
  return item;
}
