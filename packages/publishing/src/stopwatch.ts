/**
 * How much time has passed for this process. Two clocks, because neither sees everything: the monotonic one stands
 * still while the machine is asleep, the wall clock can be set back. The longer answer counts: to believe that more
 * time has passed than did costs a retry, to believe less could cost a second listing.
 */
export function startStopwatch(
  clocks: { monotonicMs(): number; wallMs(): number } = { monotonicMs: () => performance.now(), wallMs: Date.now },
): { elapsedMs(): number } {
  const monotonicStart = clocks.monotonicMs();
  const wallStart = clocks.wallMs();
  return {
    elapsedMs: () => Math.max(clocks.monotonicMs() - monotonicStart, clocks.wallMs() - wallStart),
  };
}
