/** Now, in milliseconds, on a clock that never goes back. */
export type Stopwatch = () => number;

interface Mergeable<Self> {
  merge(other: Self): void;
}

/** Figures are kept by the minute, so that each minute one is forgotten. */
const sliceMs = 60_000;
const slicesKept = 10;

/** Figures of the last ten minutes, by name. At most so many names a minute: what else there is, is only counted. */
export class Recent<Figures extends Mergeable<Figures>> {
  readonly #make: () => Figures;
  readonly #stopwatch: Stopwatch;
  readonly #maxNames: number;
  readonly #beganMs: number;
  /** The newest first; minutes in which nothing happened are not there. */
  #slices: { minute: number; byName: Map<string, Figures>; leftOut: number }[] = [];

  constructor(options: { make: () => Figures; stopwatch: Stopwatch; maxNames: number }) {
    this.#make = options.make;
    this.#stopwatch = options.stopwatch;
    this.#maxNames = options.maxNames;
    this.#beganMs = options.stopwatch();
  }

  /** Where to count for the name at that time; null where there is no room for it any more. */
  of(name: string, nowMs: number): Figures | null {
    const slice = this.#sliceAt(nowMs);
    const known = slice.byName.get(name);
    if (known !== undefined) {
      return known;
    }
    if (slice.byName.size >= this.#maxNames) {
      slice.leftOut += 1;
      return null;
    }
    const made = this.#make();
    slice.byName.set(name, made);
    return made;
  }

  /** All minutes together. */
  merged(): Map<string, Figures> {
    this.#sliceAt(this.#stopwatch());
    const all = new Map<string, Figures>();
    for (const { byName } of this.#slices) {
      for (const [name, figures] of byName) {
        const sum = all.get(name) ?? this.#make();
        sum.merge(figures);
        all.set(name, sum);
      }
    }
    return all;
  }

  get leftOut(): number {
    return this.#slices.reduce((sum, slice) => sum + slice.leftOut, 0);
  }

  /** How far back the figures reach, in milliseconds. */
  get spanMs(): number {
    const nowMs = this.#stopwatch();
    const firstMinuteMs = (Math.floor(nowMs / sliceMs) - slicesKept + 1) * sliceMs;
    return nowMs - Math.max(firstMinuteMs, this.#beganMs);
  }

  #sliceAt(nowMs: number) {
    const minute = Math.floor(nowMs / sliceMs);
    const [newest] = this.#slices;
    if (newest?.minute === minute) {
      return newest;
    }
    const slice = { minute, byName: new Map<string, Figures>(), leftOut: 0 };
    this.#slices = [slice, ...this.#slices.filter((other) => other.minute > minute - slicesKept)];
    return slice;
  }
}
