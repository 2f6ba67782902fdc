/**
 * Lets at most `width` tasks run at once; the rest wait their turn, first come first served.
 * A decoded photo takes a hundred times the memory of its file, so the number of uploads must not decide how many
 * are decoded at the same time.
 */
export function createLane(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (running < width) {
      running += 1;
    } else {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    try {
      return await task();
    } finally {
      // The place is handed over, not given back: a newcomer cannot slip in between.
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        running -= 1;
      }
    }
  };
}
