import { describe, expect, test } from 'vitest';
import { explainWait, finishOf, type WaitFacts } from './wait.ts';

const now = new Date('2026-06-10T10:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Noon in Berlin; something is due, and nothing is in its way. */
const free: WaitFacts = {
  status: 'active',
  blockedReason: null,
  timeZone: 'Europe/Berlin',
  minGapSeconds: 900,
  postsPerDay: 96,
  quietStartMinute: null,
  quietEndMinute: null,
  paceState: { nextSlotAt: null, quotaDate: '2026-06-10', quotaUsed: 5 },
  waiting: 50,
  nextDueAt: inMinutes(-1),
  channelPaused: false,
  circuitUntil: null,
  hasWorker: true,
};

describe('why the next post does not go out', () => {
  test.each<[string, Partial<WaitFacts>, ReturnType<typeof explainWait>]>([
    ['nothing waits', { waiting: 0, status: 'paused' }, { kind: 'nothing' }],
    ['nothing is in its way', {}, { kind: 'now' }],
    [
      'the sign-in is refused',
      { status: 'blocked', blockedReason: 'Token expired.' },
      { kind: 'blocked', sentence: 'Token expired.' },
    ],
    ['a person paused it', { status: 'paused' }, { kind: 'paused' }],
    ['a person paused its channel', { channelPaused: true }, { kind: 'channel_paused' }],
    ['no worker runs', { hasWorker: false }, { kind: 'no_worker' }],
    ['its photos are not there', { nextDueAt: null }, { kind: 'photos' }],
    ['it has a time of its own', { nextDueAt: inMinutes(90) }, { kind: 'later', until: inMinutes(90) }],
    [
      'of its gap',
      { paceState: { ...free.paceState, nextSlotAt: inMinutes(10) } },
      { kind: 'gap', until: inMinutes(10) },
    ],
    [
      'the channel asked for more than the gap',
      { paceState: { ...free.paceState, nextSlotAt: inMinutes(40) } },
      { kind: 'slowed', until: inMinutes(40) },
    ],
    [
      'today is used up',
      { paceState: { ...free.paceState, quotaUsed: 96 } },
      { kind: 'quota', until: new Date('2026-06-10T22:00:00Z') },
    ],
    [
      'it is quiet',
      { quietStartMinute: 11 * 60, quietEndMinute: 13 * 60 },
      { kind: 'quiet', until: new Date('2026-06-10T11:00:00Z') },
    ],
    ['the channel answers nobody', { circuitUntil: inMinutes(5) }, { kind: 'no_answer', until: inMinutes(5) }],
    [
      'what lasts longest counts',
      { circuitUntil: inMinutes(5), paceState: { ...free.paceState, nextSlotAt: inMinutes(10) } },
      { kind: 'gap', until: inMinutes(10) },
    ],
    ['a circuit whose time is over holds nothing up', { circuitUntil: inMinutes(-1) }, { kind: 'now' }],
  ])('%s', (_why, facts, expected) => {
    expect(explainWait(now, { ...free, ...facts })).toEqual(expected);
  });
});

describe('when they are out', () => {
  const finish = (facts: Partial<WaitFacts>, lastDueAt: Date | null = inMinutes(-1)) => {
    const all = { ...free, ...facts };
    return finishOf(now, explainWait(now, all), all, lastDueAt);
  };

  test('one after the other at its pace', () => {
    expect(finish({ waiting: 5 })).toEqual(inMinutes(60));
  });

  test('from when the channel is tried again', () => {
    expect(finish({ waiting: 5, circuitUntil: inMinutes(5) })).toEqual(inMinutes(65));
  });

  test('not before the last one is due', () => {
    expect(finish({ waiting: 5 }, inMinutes(600))).toEqual(inMinutes(600));
  });

  test.each<Partial<WaitFacts>>([{ status: 'paused' }, { channelPaused: true }, { hasWorker: false }, { waiting: 0 }])(
    'nobody can tell with %o',
    (facts) => {
      expect(finish(facts)).toBeNull();
    },
  );
});
