import { describe, expect, test } from 'vitest';
import { failSteps } from '../schedule.ts';
import { allWell, setStage } from './stage.ts';

describe.concurrent('a worker that is killed', () => {
  test.for(failSteps)('%s posts once and loses nothing, and the account goes on', async (step, context) => {
    const stage = await setStage(context);
    const worker = await stage.startWorker({ armed: { step, action: 'SIGKILL' } });
    const killed = worker.ended();
    await stage.person.post('first', [stage.account]);
    expect((await killed).signal).toBe('SIGKILL');
    await stage.person.post('second', [stage.account]);
    await stage.untilStatuses(['published', 'published']);
    expect(await stage.listings()).toBe(2);
    expect(await stage.verdict()).toEqual(allWell);
    const [crashed] = await stage.desk.app.database.sql.rows<{ attempts: string[] }>(
      'SELECT array_agg(attempt.status::text ORDER BY attempt.id) AS attempts FROM attempt JOIN post ON post.id = post_id GROUP BY post.id ORDER BY post.id LIMIT 1',
    );
    // Before the point of no return the attempt is given up; from it on only a look at the market settles it.
    expect(crashed?.attempts).toEqual(expectedAttempts(step));
  });

  test('frozen right before the wire for longer than its lease, sends nothing any more', async (context) => {
    const stage = await setStage(context);
    const worker = await stage.startWorker({ armed: { step: 'before_wire', action: 'SIGSTOP' } });
    const frozen = worker.hear('reached');
    await stage.person.post('first', [stage.account]);
    await frozen;
    await stage.startWorker();
    await stage.untilStatuses(['published']);
    worker.signal('SIGCONT');
    await worker.ended();
    expect(await stage.listings()).toBe(1);
    expect(await stage.verdict()).toEqual(allWell);
  });
});

function expectedAttempts(step: (typeof failSteps)[number]): string[] {
  switch (step) {
    case 'before_claim':
    case 'after_record':
    case 'before_job_finished':
      return ['succeeded'];
    case 'after_claim':
    case 'while_preparing':
    case 'before_point_of_no_return':
      return ['abandoned', 'succeeded'];
    case 'after_point_of_no_return':
    case 'before_wire':
      return ['not_published', 'succeeded'];
    case 'after_wire':
    case 'after_reply':
    case 'before_record':
      return ['succeeded'];
  }
}
