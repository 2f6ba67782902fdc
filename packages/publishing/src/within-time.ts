/** What a channel gets to give up after its signal was aborted, in milliseconds. Less than the margin of a lease. */
const abortGraceMs = 1_000;

/** Rejects where the work neither heeds its signal nor comes back: a channel that hangs must not hold its account. */
export async function withinTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The channel did not come back within ${timeoutMs} ms`)),
      timeoutMs + abortGraceMs,
    );
  });
  try {
    return await Promise.race([work(AbortSignal.timeout(timeoutMs)), late]);
  } finally {
    clearTimeout(timer);
  }
}
