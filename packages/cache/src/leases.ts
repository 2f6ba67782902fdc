import type { StoreOperation } from './events.ts';
import type { Flight, Request } from './flights.ts';
import type { Meter } from './meter.ts';
import type { Leases, Store } from './store.ts';
import type { Clock, Schedule } from './types.ts';

/** How often a process that waits for another's load looks whether it is there, in milliseconds. */
const LOOK_EVERY_MS = 20;

export interface TurnsOptions<Sight, Capture> {
  readonly store: Store<Sight, Capture>;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** The next number in the order of this process. */
  readonly order: { next(): number };
  readonly capture: (request: Request<unknown>, sight: Sight) => Promise<Capture | undefined>;
  readonly onStoreError: (operation: StoreOperation, error: unknown) => void;
}

/** What another process has stored while this one waited. */
export interface Found {
  readonly value: unknown;
}

/**
 * Whose turn it is to load, across processes. One takes the lease of a key and loads; the others look every few
 * milliseconds for what it stores. A lease ends by itself, so that nobody waits for a process that died. It only saves
 * loads: no promise about values hangs on it, and whoever has waited too long loads too.
 */
export class Turns<Sight, Capture> {
  readonly #options: TurnsOptions<Sight, Capture>;

  constructor(options: TurnsOptions<Sight, Capture>) {
    this.#options = options;
  }

  /** What to serve instead of loading; undefined when this flight is to load. Never fails. */
  async wait(flight: Flight<Capture>, request: Request<unknown>, sight: Sight): Promise<Found | undefined> {
    const { leases } = this.#options.store;
    const { leaseMs } = request.options;
    if (leases === undefined || leaseMs === undefined || flight.capture === undefined) return undefined;
    const beganMs = this.#options.clock();
    const turn = { flight, request, leases, leaseMs, sight, looks: 0 };
    let found: Found | undefined;
    try {
      found = await this.#take(turn);
    } catch (error) {
      this.#options.onStoreError('lease', error);
      flight.loadBegan = undefined;
    }
    if (turn.looks > 1 || found !== undefined) {
      const durationMs = this.#options.clock() - beganMs;
      const outcome = found === undefined ? 'loads' : 'found';
      this.#options.meter.emit({
        type: 'lease-wait',
        key: request.key,
        label: request.options.label,
        outcome,
        durationMs,
      });
    }
    return found;
  }

  /** For the end of the flight, after its write. One that has run out may be another's by now. */
  async end(flight: Flight<Capture>): Promise<void> {
    const { lease } = flight;
    const { store, clock, onStoreError } = this.#options;
    if (lease === undefined || clock() >= lease.endsMs) return;
    flight.lease = undefined;
    try {
      await store.leases?.end(lease.capture);
    } catch (error) {
      onStoreError('lease', error);
    }
  }

  async #take(turn: Turn<Sight, Capture>): Promise<Found | undefined> {
    const { store, clock } = this.#options;
    const { flight, request, leases, leaseMs } = turn;
    // Long enough for the lease of a dead process to end, and for the next one's load.
    const patience = Math.ceil((2 * leaseMs) / LOOK_EVERY_MS);
    for (let round = 0; round < patience; round += 1) {
      const { capture } = flight;
      if (capture === undefined || flight.abandoned) return undefined;
      const endsMs = clock() + leaseMs;
      const taken = await leases.take(capture, leaseMs, turn.sight);
      if (taken) flight.lease = { capture, endsMs };
      else await this.#pause();
      // Also with the lease: whoever had it may have stored the value since this get looked.
      const found = await this.#look(turn);
      const isPinned = store.holds(capture, turn.sight);
      if (taken && found === undefined && isPinned) return undefined;
      if (taken) await this.end(flight);
      if (found !== undefined) return found;
      if (isPinned) continue;
      // Something was invalidated: there is another lease for what comes after it.
      store.release(capture);
      flight.capture = undefined;
      flight.capture = await this.#options.capture(request, turn.sight);
    }
    return undefined;
  }

  async #look(turn: Turn<Sight, Capture>): Promise<Found | undefined> {
    const { store, clock, order } = this.#options;
    const { flight, request } = turn;
    turn.looks += 1;
    // What it brings back is as old as the moment it is sent: a later get may join only as it may join a load.
    flight.loadBegan = order.next();
    const lookup = await store.read(request.key, request.tags, clock());
    if (lookup.kind === 'hit') return { value: lookup.value };
    flight.loadBegan = undefined;
    turn.sight = lookup.sight;
    return undefined;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#options.schedule(resolve, LOOK_EVERY_MS);
    });
  }
}

interface Turn<Sight, Capture> {
  readonly flight: Flight<Capture>;
  readonly request: Request<unknown>;
  readonly leases: Leases<Sight, Capture>;
  readonly leaseMs: number;
  /** What was last seen of the tags. */
  sight: Sight;
  looks: number;
}
