import { expect, test } from 'vitest';
import { createLane } from './lane.ts';

interface Task {
  run: Promise<void>;
  finish: () => void;
  fail: (error: Error) => void;
}

function tasksIn(lane: ReturnType<typeof createLane>, count: number) {
  const started: number[] = [];
  const tasks = Array.from({ length: count }, (_, index): Task => {
    let finish = () => {};
    let fail: Task['fail'] = () => {};
    const work = new Promise<void>((resolve, reject) => {
      finish = resolve;
      fail = reject;
    });
    const run = lane(() => {
      started.push(index);
      return work;
    });
    return { run, finish, fail };
  });
  return { started, tasks };
}

test('starts the next task, in order, only when one ends', async () => {
  const { started, tasks } = tasksIn(createLane(2), 4);
  expect(started).toEqual([0, 1]);

  tasks[1]?.finish();
  await tasks[1]?.run;
  await Promise.resolve();
  expect(started).toEqual([0, 1, 2]);

  for (const task of tasks) {
    task.finish();
  }
  await Promise.all(tasks.map(({ run }) => run));
  expect(started).toEqual([0, 1, 2, 3]);
});

test('goes on after a task that fails, and has its places back in the end', async () => {
  const lane = createLane(1);
  const { started, tasks } = tasksIn(lane, 2);
  tasks[0]?.fail(new Error('broken'));
  await expect(tasks[0]?.run).rejects.toThrow('broken');
  tasks[1]?.finish();
  await tasks[1]?.run;
  expect(started).toEqual([0, 1]);
  await expect(lane(async () => 'free')).resolves.toBe('free');
});
