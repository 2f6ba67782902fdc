/** The practice market, for programs that start one in their own process, such as tests. */
export type { Clock } from './clock.ts';
export type { AttemptEntry, LogEntry } from './entries.ts';
export { defaultFaults, type FaultSettings, faultPresets } from './faults.ts';
export type { MarketLimits } from './limits.ts';
export type { ListingView } from './listing-view.ts';
export type { RandomSource } from './random.ts';
export { createMarket, type Market, type MarketOptions } from './server.ts';
