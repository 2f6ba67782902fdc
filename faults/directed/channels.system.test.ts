import { describe, expect, test } from 'vitest';
import { hangs, poison } from '../workers/misbehaving-channel.ts';
import { allWell, setStage } from './stage.ts';

describe.concurrent('an account goes on', () => {
  test('when a post kills three workers: that one is held back for a person', async (context) => {
    const stage = await setStage(context);
    await stage.startWorker();
    await stage.person.post('first', [stage.account], `Chair with ${poison}`);
    await stage.person.post('second', [stage.account]);
    await stage.untilStatuses(['needs_review', 'published']);
    const [post] = await stage.desk.app.database.sql.rows<{ crashes: number }>('SELECT crashes FROM post ORDER BY id');
    expect(post?.crashes).toBe(3);
    expect(await stage.listings()).toBe(1);
    expect(await stage.verdict()).toEqual(allWell);
  });

  test('when its channel hangs and heeds no signal: the post is looked up, then sent again', async (context) => {
    const stage = await setStage(context);
    await stage.startWorker();
    await stage.person.post('first', [stage.account], `Chair that ${hangs}`);
    await stage.person.post('second', [stage.account]);
    await stage.untilStatuses(['published', 'published']);
    expect(await stage.listings()).toBe(2);
    expect(await stage.verdict()).toEqual(allWell);
  });

  test('when replies are lost and the channel’s search lags: nothing is sent again on its first word', async (context) => {
    // Shown after the second look (400 + 800 ms) and before the third; a busy machine looks later, and finds it sooner.
    const stage = await setStage(context, { market: { dropReply: { probability: 1 }, lookupLagMs: 1_800 } });
    await stage.startWorker();
    await stage.person.post('first', [stage.account]);
    await stage.person.post('second', [stage.account]);
    await stage.untilStatuses(['published', 'published']);
    expect(await stage.listings()).toBe(2);
    const looks = await stage.desk.app.database.sql.rows<{ lookups: number }>('SELECT lookups FROM attempt');
    expect(Math.max(...looks.map(({ lookups }) => lookups))).toBeGreaterThan(0);
    expect(await stage.verdict()).toEqual(allWell);
  });
});
