/** A loader that a test holds in its hand: it starts when the cache calls it and ends when the test says so. */
export interface Gate<T> {
  readonly load: () => Promise<T>;
  /** Resolves when the loader has been called. */
  readonly started: Promise<void>;
  release(value: T): void;
  fail(error: Error): void;
}

export function createGate<T>(): Gate<T> {
  let release: (value: T) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  let start: () => void = () => undefined;
  const value = new Promise<T>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  // Whoever loads hears of the failure; a gate that nobody went through must not become an unhandled rejection.
  value.catch(() => undefined);
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const load = (): Promise<T> => {
    start();
    return value;
  };
  return { load, started, release, fail };
}

/** Lets everything that is ready to run, run. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
