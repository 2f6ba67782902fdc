import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AttemptStatus,
  attemptTransitions,
  deletablePostStatuses,
  idempotencyKey,
  mayMove,
  type PostMoveName,
  type PostStatus,
  postMoves,
  postStatuses,
  postStatusGroups,
  settledPostStatuses,
} from './post-state.ts';

const moves = Object.keys(postMoves) as PostMoveName[];

function reachable(from: PostStatus, allowed: (move: PostMoveName) => boolean): Set<PostStatus> {
  const seen = new Set<PostStatus>([from]);
  for (const status of seen) {
    for (const move of moves.filter((name) => allowed(name) && mayMove(name, status))) {
      seen.add(postMoves[move].to);
    }
  }
  return seen;
}

test('only a claim leads to publishing', () => {
  expect(moves.filter((move) => postMoves[move].to === 'publishing')).toEqual(['claim']);
});

test('from an unknown outcome nothing is published again unless somebody answered that the channel does not have it', () => {
  const withoutAnswer = reachable('unknown', (move) => move !== 'notFoundAtChannel' && move !== 'relist');
  expect(withoutAnswer.has('publishing')).toBe(false);
});

test('a published post is sent again only as a new generation', () => {
  expect(reachable('published', (move) => move !== 'relist').has('publishing')).toBe(false);
});

test('what waits in a sheet is not put into another, and is sent by no call unless a person takes it back first', () => {
  expect(mayMove('handOver', 'awaiting_upload')).toBe(false);
  const byItself = reachable('awaiting_upload', (move) => !['cancel', 'leaveOut', 'relist'].includes(move));
  expect(byItself.has('publishing')).toBe(false);
  expect(byItself.has('published')).toBe(true);
});

test('what may be deleted has nothing at the channel and nothing under way', () => {
  for (const status of ['awaiting_upload', 'publishing', 'published', 'unknown', 'needs_review', 'sold'] as const) {
    expect(deletablePostStatuses).not.toContain(status);
  }
});

test('from every status that is not settled the post can reach a settled one', () => {
  for (const status of postStatuses) {
    const settled = [...reachable(status, () => true)].some((reached) => settledPostStatuses.includes(reached));
    expect(settled, status).toBe(true);
  }
});

test('every status is in exactly one group', () => {
  expect(Object.values(postStatusGroups).flat().sort()).toEqual([...postStatuses].sort());
});

test('an attempt that passed the point of no return never goes back, and an ended one never opens again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 10 }), (choices) => {
      let status: AttemptStatus = 'started';
      let submitted = false;
      for (const choice of choices) {
        const next: readonly AttemptStatus[] = attemptTransitions[status];
        if (next.length === 0) break;
        status = next[choice % next.length] ?? status;
        expect(submitted && (status === 'started' || status === 'abandoned')).toBe(false);
        submitted ||= status === 'submitting';
      }
    }),
  );
});

test('the idempotency key is the same for every retry and another for a relist', () => {
  expect(idempotencyKey('a', 1)).toBe(idempotencyKey('a', 1));
  expect(idempotencyKey('a', 1)).not.toBe(idempotencyKey('a', 2));
});
