import { expect, test } from 'vitest';
import type { ActionStep } from './action-step.ts';
import { type ActionView, runAction } from './run-action.ts';

/** A server with so many to do, 100 at a time; it fails at the steps given. */
function serverOf(total: number, failsAt: readonly number[] = []) {
  let moved = 0;
  let asked = 0;
  return (action: string | null): Promise<ActionStep> => {
    asked++;
    if (failsAt.includes(asked)) {
      return Promise.reject(new Error('The server is gone.'));
    }
    moved = action === null ? 0 : Math.min(total, moved + 100);
    return Promise.resolve({ moved, left: 0, total, next: moved < total ? 'action' : null, undo: null });
  };
}

async function run(ask: ReturnType<typeof serverOf>, { stopAfter = Number.POSITIVE_INFINITY, goesOn = true } = {}) {
  const views: ActionView[] = [];
  const stopped: string[] = [];
  let last: ActionStep | null = null;
  const step = await runAction({
    ask: async (action) => {
      last = await ask(action);
      return last;
    },
    show: (view) => views.push(view),
    isStopWanted: () => views.length === stopAfter,
    stop: (action) => {
      stopped.push(action);
      return last === null ? Promise.reject(new Error('Nothing was begun.')) : Promise.resolve(last);
    },
    mayGoOn: () => Promise.resolve(goesOn),
  });
  return { step, views, stopped };
}

test('asks until all is done, and shows how far it has come', async () => {
  const { step, views } = await run(serverOf(250));
  expect(step).toMatchObject({ moved: 250, next: null });
  expect(views.map((view) => view.step.moved)).toEqual([0, 100, 200]);
});

test('what is done at once is never shown', async () => {
  expect((await run(serverOf(0))).views).toEqual([]);
});

test('a step that fails halts it; told to go on, it does the rest', async () => {
  const { step, views } = await run(serverOf(250, [3]));
  expect(step).toMatchObject({ moved: 250, next: null });
  expect(views.filter(({ halted }) => halted)).toMatchObject([
    { step: { moved: 100 }, halted: { problem: 'The server is gone.' } },
  ]);
});

test('stopped and left there, it says how far it came', async () => {
  const { step, stopped } = await run(serverOf(1_000), { stopAfter: 3, goesOn: false });
  expect(step).toMatchObject({ moved: 200, total: 1_000, next: 'action' });
  // The server is told, or a worker would do the rest.
  expect(stopped).toEqual(['action']);
});

test('where the very first step fails there is nothing to go on with', async () => {
  await expect(run(serverOf(250, [1]))).rejects.toThrow('gone');
});

test('left where a step failed, the server is told that too, or a worker would do the rest', async () => {
  const { step, stopped } = await run(serverOf(250, [3]), { goesOn: false });
  expect(step).toMatchObject({ moved: 100, next: 'action' });
  expect(stopped).toEqual(['action']);
});
