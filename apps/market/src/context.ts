import type { Logger } from 'pino';
import type { Assets } from './assets.ts';
import type { Clock } from './clock.ts';
import type { FaultSource } from './faults.ts';
import type { MarketLimits } from './limits.ts';
import type { PhotoFiles } from './photo-files.ts';
import type { RandomSource } from './random.ts';
import type { Store } from './store.ts';

/** What the routes and pages work with. Made once, in server.ts. */
export interface MarketContext {
  store: Store;
  faults: FaultSource;
  photos: PhotoFiles;
  assets: Assets;
  clock: Clock;
  random: RandomSource;
  limits: MarketLimits;
  logger: Logger;
  /** Aborted when the market begins to drain: waits made on purpose end at once. */
  shutdown: AbortSignal;
  /** The public origin, without a slash at its end. */
  origin(): string;
}
