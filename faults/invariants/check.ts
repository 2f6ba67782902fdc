/** All invariants of docs/post-lifecycle.md's promise: never twice, never lost. */

import type { Evidence, Finding } from './evidence.ts';
import { fenceHolds } from './fence.ts';
import { atMostOneListing, canceledMeansNothing, publishedMeansListed } from './listings.ts';
import { liveReachesAll } from './live.ts';
import { paceHolds } from './pace.ts';
import { everythingSettles } from './settled.ts';

const checks: readonly ((evidence: Evidence) => Finding)[] = [
  atMostOneListing,
  publishedMeansListed,
  paceHolds,
  everythingSettles,
  fenceHolds,
  liveReachesAll,
  canceledMeansNothing,
];

export function checkInvariants(evidence: Evidence): Finding[] {
  return checks.map((check) => check(evidence));
}
