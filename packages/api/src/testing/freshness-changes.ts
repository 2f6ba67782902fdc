/** Every way in which something that is cached can change, in an order in which each has something to change. */

import type { Change } from './freshness-change.ts';
import { outsideChanges } from './freshness-from-outside.ts';
import { accountChanges } from './freshness-of-accounts.ts';
import { batchChanges } from './freshness-of-batches.ts';
import { listingChanges } from './freshness-of-listings.ts';
import { postChanges } from './freshness-of-posts.ts';

export const changes: readonly Change[] = [
  ...accountChanges,
  ...listingChanges,
  ...postChanges,
  ...batchChanges,
  ...outsideChanges,
];
