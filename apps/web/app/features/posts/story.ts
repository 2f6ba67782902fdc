/** Events and attempts of a post as one story. Pure. */

import type { Attempt, PostEvent } from './post-types.ts';

export interface StoryStep {
  event: PostEvent;
  /** With the latest step of an attempt: what came of it. */
  attempt: Attempt | null;
  /** Counted from the first one, 1. */
  attemptNumber: number | null;
}

/**
 * Newest first. An attempt is told once, with its latest event; that it began is a step of its own only while nothing
 * followed.
 */
export function tellStory(events: readonly PostEvent[], attempts: readonly Attempt[]): StoryStep[] {
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const numbers = new Map([...attempts].reverse().map((attempt, index) => [attempt.id, index + 1]));
  const told = new Set<string>();
  const steps: StoryStep[] = [];
  for (const event of events) {
    const attempt = event.attemptId === null ? null : (byId.get(event.attemptId) ?? null);
    const isLatest = attempt !== null && !told.has(attempt.id);
    if (attempt) {
      told.add(attempt.id);
    }
    if (event.move === 'claim' && !isLatest) {
      continue;
    }
    steps.push({
      event,
      attempt: isLatest ? attempt : null,
      attemptNumber: attempt === null ? null : (numbers.get(attempt.id) ?? null),
    });
  }
  return steps;
}
