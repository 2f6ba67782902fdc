import { expect, test } from 'vitest';
import type { Attempt, PostEvent } from './post-types.ts';
import { tellStory } from './story.ts';

const at = new Date('2026-11-22T20:00:00Z');

function event(id: number, move: string, attemptId: string | null = null): PostEvent {
  return {
    id,
    move,
    fromStatus: null,
    toStatus: 'queued',
    actor: 'system',
    actorName: null,
    tokenName: null,
    detail: null,
    attemptId,
    at,
  };
}

function attempt(id: string): Attempt {
  return {
    id,
    status: 'failed',
    generation: 1,
    class: null,
    sentence: null,
    nextStep: null,
    fieldErrors: null,
    lookups: 0,
    startedAt: at,
    submittingAt: null,
    finishedAt: null,
  };
}

test('an attempt is told once, with what came of it', () => {
  const events = [
    event(5, 'publish', 'b'),
    event(4, 'claim', 'b'),
    event(3, 'waitForRetry', 'a'),
    event(2, 'claim', 'a'),
    event(1, 'create'),
  ];
  const steps = tellStory(events, [attempt('b'), attempt('a')]);
  expect(steps.map((step) => [step.event.move, step.attempt?.id ?? null, step.attemptNumber])).toEqual([
    ['publish', 'b', 2],
    ['waitForRetry', 'a', 1],
    ['create', null, null],
  ]);
});

test('a lost reply and what was found later are two steps of one attempt', () => {
  const events = [event(3, 'publish', 'a'), event(2, 'loseReply', 'a'), event(1, 'claim', 'a')];
  const steps = tellStory(events, [attempt('a')]);
  expect(steps.map((step) => [step.event.move, step.attempt?.id ?? null])).toEqual([
    ['publish', 'a'],
    ['loseReply', null],
  ]);
});

test('an attempt that is under way is shown while nothing followed', () => {
  expect(tellStory([event(1, 'claim', 'a')], [attempt('a')])).toHaveLength(1);
});
