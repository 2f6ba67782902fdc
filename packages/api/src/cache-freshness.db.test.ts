/**
 * No answer is older than the last change, whoever made it and by whatever path.
 *
 * In the process that made it, as soon as the call returns. In every other process: with a memory of its own as soon as
 * the announcement has arrived; with Redis at the very next read, although it hears of nothing. Changes by SQL are told
 * by announcements alone, and with Redis it is enough that any one process hears them.
 */

import { startRedis } from '@hawker/cache/testing/redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRouter } from './router.ts';
import { everythingHeard } from './testing/everything-heard.ts';
import type { Change } from './testing/freshness-change.ts';
import { changes } from './testing/freshness-changes.ts';
import { createScene, type Scene } from './testing/freshness-scene.ts';
import type { TestApp } from './testing/test-app.ts';

const redis = await startRedis();
afterAll(() => redis.stop());

const announced = changes.filter(({ by }) => by === 'SQL');
const made = changes.filter(({ by }) => by !== 'SQL');

/** The process that made the change, where it is still there. */
function maker(scene: Scene, by: Change['by']): TestApp | null {
  switch (by) {
    case 'the API':
      return scene.actor;
    case 'a worker':
      return scene.worker;
    case 'a command':
    case 'SQL':
      return null;
  }
}

/** Makes a change under everybody's eyes; returns what is true after it. */
async function change(
  scene: Scene,
  readers: readonly TestApp[],
  { prepare, make, isSeen = true }: Change,
): Promise<object> {
  await prepare?.(scene);
  for (const reader of readers) {
    await reader.app.cache.clear();
  }
  const before = await scene.readFresh();
  for (const reader of readers) {
    expect(await scene.read(reader)).toEqual(before);
  }
  await make(scene);
  const after = await scene.readFresh();
  if (isSeen) {
    expect(after).not.toEqual(before);
  } else {
    expect(after).toEqual(before);
  }
  return after;
}

describe('with a memory of its own in each process', () => {
  let scene: Scene;
  let other: TestApp;
  beforeAll(async () => {
    scene = await createScene({});
    other = await scene.hearing();
  });
  afterAll(() => scene.close());

  test.each(changes)('$what, by $by', async (one) => {
    const { actor, worker } = scene;
    // The deaf ones are not told of each other; every change begins level.
    const after = await change(scene, [actor, worker, other], one);
    const own = maker(scene, one.by);
    if (own) {
      expect(await scene.read(own)).toEqual(after);
    }
    await everythingHeard(other.app);
    expect(await scene.read(other)).toEqual(after);
  });

  test('and between changes nothing is asked twice', async () => {
    await scene.read(other);
    const { stored } = other.app.cache.stats().loads;
    await scene.read(other);
    expect(other.app.cache.stats().loads.stored).toBe(stored);
  });
});

describe('with Redis, though nobody hears of anything', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await createScene({ redisUrl: redis.address });
  });
  afterAll(() => scene.close());

  test.each(made)('$what, by $by', async (one) => {
    const { actor, worker, deaf } = scene;
    const after = await change(scene, [actor, worker, deaf], one);
    for (const reader of [deaf, actor, worker]) {
      expect(await scene.read(reader)).toEqual(after);
    }
  });

  test('and between changes one process’s answers serve the others', async () => {
    const { actor, deaf } = scene;
    await scene.read(actor);
    await expect.poll(() => actor.app.cache.stats().inFlight).toBe(0);
    const { stored } = deaf.app.cache.stats().loads;
    await scene.read(deaf);
    expect(deaf.app.cache.stats().loads.stored).toBe(stored);
  });

  describe('but one process, which tells Redis', () => {
    let hearing: TestApp;
    beforeAll(async () => {
      hearing = await scene.hearing();
    });

    test.each(announced)('$what, by $by', async (one) => {
      const { actor, worker, deaf } = scene;
      const after = await change(scene, [actor, worker, deaf, hearing], one);
      await everythingHeard(hearing.app);
      for (const reader of [deaf, actor, worker, hearing]) {
        expect(await scene.read(reader)).toEqual(after);
      }
    });
  });
});

/** Changes nothing that is cached, or is other procedures in a row. */
const without = [
  'setUp.createOwner',
  'signIn.signIn',
  'system.loadSample',
  'tokens.create',
  'uploads.acceptUpdate',
  'uploads.another',
  'uploads.changeCell',
  'uploads.changeCells',
  'uploads.choose',
  'uploads.discard',
  'uploads.fill',
  'uploads.leaveOut',
  'uploads.leaveRowOut',
  'uploads.map',
  'uploads.others',
];

test('every procedure that changes something is among the changes', () => {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const mutations = Object.keys(procedures).filter((path) => isMutation(procedures[path]));
  const covered = new Set(changes.flatMap(({ covers = [] }) => covers));
  expect(mutations.filter((path) => !covered.has(path)).sort()).toEqual(without);
});

function isMutation(procedure: unknown): boolean {
  return (procedure as { _def: { type: string } })._def.type === 'mutation';
}
