import { createFacebookSheetChannel } from '@hawker/channels';
import { newId } from '@hawker/db';
import { defaultTimes, type EngineOptions, pump } from '@hawker/publishing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

const channel = createFacebookSheetChannel();
const engine: EngineOptions = {
  ...{ ...app, onChange: () => app.cache.clear(), random: () => 0.5, times: defaultTimes, silentForMs: () => 0 },
  ...{ workerId: newId(), log: { ...app.log, info: () => undefined }, shutdown: new AbortController().signal },
};

let accountId = '';
let ids: string[] = [];
let sheetId = '';

/** Four listings in a sheet that was downloaded. */
beforeEach(async () => {
  await sql.rows('DELETE FROM post');
  await sql.rows('DELETE FROM sheet');
  ({ id: accountId } = await caller.accounts.create({
    ...{ channel: channel.name, name: `Ann ${newId()}`, timeZone: 'America/New_York', credentials: {} },
    pace: { minGapSeconds: 0, postsPerDay: 1_000, quietStartMinute: null, quietEndMinute: null },
  }));
  ids = await hand('Chair', 'Table', 'Lamp', 'Sofa');
  sheetId = (await waitingSheet()).id;
  await caller.sheets.download({ id: sheetId });
});

async function hand(...titles: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  for (const title of titles) {
    const { listingIds } = await caller.listings.create({
      ...{ listing: newListing(title), accountIds: [accountId], publish: { when: 'now' } },
    });
    made.push((await caller.posts.list({ filter: { listingId: listingIds[0] } })).posts[0]?.id ?? '');
  }
  await pump(engine, accountId);
  return made;
}

async function waitingSheet() {
  const [sheet, ...others] = await caller.sheets.list({ accountId, waiting: true });
  if (!sheet || others.length > 0) {
    throw new Error('There is not just one sheet that waits');
  }
  return sheet;
}

const [chair, table, lamp, sofa] = [0, 1, 2, 3].map((index) => () => ids[index] ?? '') as [
  () => string,
  () => string,
  () => string,
  () => string,
];
const get = (id: string) => caller.posts.get({ id });
const statuses = async () => (await Promise.all(ids.map(get))).map((post) => post.status);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => domainErrorOf(error)?.code ?? `${error}`,
  );

const allButTwo = () => ({
  id: sheetId,
  live: [chair(), table()],
  refused: [{ postId: lamp(), reason: 'Lamps are not allowed.' }, { postId: sofa() }],
});

describe('all but these', () => {
  test('one act makes the ticked ones live, and the others failed with what was said of them', async () => {
    expect(await caller.sheets.settle(allButTwo())).toEqual({
      moved: 4,
      posts: [
        { id: chair(), outcome: 'live', status: 'published' },
        { id: table(), outcome: 'live', status: 'published' },
        { id: lamp(), outcome: 'refused', status: 'failed' },
        { id: sofa(), outcome: 'refused', status: 'failed' },
      ],
    });
    expect(await get(lamp())).toMatchObject({
      lastClass: 'rejected',
      lastSentence: 'Facebook did not take it: Lamps are not allowed.',
      attempts: [{ status: 'failed', class: 'rejected', generation: 1 }],
    });
    expect(await get(sofa())).toMatchObject({ lastSentence: 'Facebook did not take it.' });
    expect((await get(chair())).attempts).toMatchObject([{ status: 'succeeded' }]);
    expect(await caller.sheets.get({ id: sheetId })).toMatchObject({
      ...{ waiting: 0, live: 2, refused: 2 },
      posts: [
        { row: 1, title: 'Chair', isAsked: false, isRefused: false, reason: null },
        { row: 2, title: 'Table' },
        { row: 3, title: 'Lamp', isRefused: true, reason: 'Facebook did not take it: Lamps are not allowed.' },
        { row: 4, title: 'Sofa', isRefused: true },
      ],
    });
    const [entry] = await caller.system.audit({});
    expect(entry).toMatchObject({ action: 'settle', entity: 'sheet', detail: { posts: 2, refused: 2, number: 1 } });
  });

  test('a double click is answered alike and changes nothing, also where both come at once', async () => {
    const answers = await Promise.all([caller.sheets.settle(allButTwo()), caller.sheets.settle(allButTwo())]);
    expect(answers.map(({ moved }) => moved).sort()).toEqual([0, 4]);
    expect(answers[0]?.posts).toEqual(answers[1]?.posts);
    for (const id of ids) {
      expect((await get(id)).attempts).toHaveLength(1);
    }
  });

  test('who is not named waits on, and what had moved on is told apart', async () => {
    await caller.posts.cancel({ ids: [lamp()] });
    const said = { id: sheetId, live: [chair(), lamp()], refused: [{ postId: table() }] };
    expect(await caller.sheets.settle(said)).toMatchObject({
      moved: 2,
      posts: [
        { id: chair(), outcome: 'live' },
        { id: lamp(), outcome: 'left', status: 'canceled' },
        { id: table(), outcome: 'refused' },
      ],
    });
    expect(await statuses()).toEqual(['published', 'failed', 'canceled', 'awaiting_upload']);
    // What is live stays so, whoever says later that it was refused.
    expect(await caller.sheets.settle({ id: sheetId, refused: [{ postId: chair() }] })).toEqual({
      moved: 0,
      posts: [{ id: chair(), outcome: 'left', status: 'published' }],
    });
  });

  test('it is of this sheet only, and of one that was downloaded', async () => {
    const [other = ''] = await hand('Other');
    const next = (await caller.sheets.list({ accountId, waiting: true })).find(({ id }) => id !== sheetId);
    expect(await caller.sheets.settle({ id: sheetId, live: [other] })).toEqual({
      moved: 0,
      posts: [{ id: other, outcome: 'left', status: null }],
    });
    expect(await codeOf(caller.sheets.settle({ id: next?.id ?? '', live: [other] }))).toBe('conflict');
    expect(await codeOf(caller.sheets.settle({ id: newId(), live: [other] }))).toBe('not_found');
  });

  test('nothing said, or one thing said twice, is refused', async () => {
    expect(await codeOf(caller.sheets.settle({ id: sheetId }))).toBe('bad_input');
    const twice = { id: sheetId, live: [chair()], refused: [{ postId: chair() }] };
    expect(await codeOf(caller.sheets.settle(twice))).toBe('bad_input');
    expect(await statuses()).toEqual(Array(4).fill('awaiting_upload'));
  });

  test('what was refused is changed and goes into a new sheet, without a question about the old one', async () => {
    await caller.sheets.settle(allButTwo());
    const all = { filter: { accountId }, upTo: 'now' } as const;
    // Nobody can have listed it with that file.
    expect(await caller.posts.byHand({ ...all, act: 'retry' })).toEqual({ total: 0, first: [] });
    expect(await caller.sheets.ofPost({ postId: lamp() })).toMatchObject({ isWritten: true, isRefused: true });
    await caller.posts.update({ id: lamp(), overrides: { title: 'Light', description: null, priceMinor: null } });
    await caller.posts.retry({ ids: [lamp()] });
    await pump(engine, accountId);
    expect(await caller.sheets.ofPost({ postId: lamp() })).toMatchObject({
      ...{ number: 2, isWritten: false, isRefused: false },
    });
    const second = await waitingSheet();
    await caller.sheets.download({ id: second.id });
    // From here on it may be listed.
    await caller.posts.cancel({ ids: [lamp()] });
    expect(await caller.posts.byHand({ ...all, act: 'retry' })).toMatchObject({
      total: 1,
      first: [{ title: 'Light' }],
    });
    await caller.posts.retry({ ids: [lamp()] });
    await pump(engine, accountId);
    const third = await waitingSheet();
    await caller.sheets.download({ id: third.id });
    await caller.sheets.settle({ id: third.id, live: [lamp()] });
    const { attempts } = await get(lamp());
    expect(attempts.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  test('a sheet of which all was refused is still to be seen, until they are in another', async () => {
    await caller.sheets.settle({ id: sheetId, refused: ids.map((postId) => ({ postId })) });
    expect(await caller.sheets.list({ accountId })).toMatchObject([{ waiting: 0, live: 0, refused: 4 }]);
    await caller.posts.retry({ ids });
    await pump(engine, accountId);
    expect(await caller.sheets.list({ accountId })).toMatchObject([{ number: 2, waiting: 4, refused: 0 }]);
    // Whoever looks at it meanwhile is not told that it never was.
    expect(await caller.sheets.get({ id: sheetId })).toMatchObject({ number: 1, posts: [] });
  });
});

describe('marked live from the list', () => {
  test('of the chosen ones all that a downloaded sheet has; the others are counted', async () => {
    const [fresh = ''] = await hand('Fresh');
    await caller.posts.cancel({ ids: [sofa()] });
    expect(await caller.posts.byHand({ ids: [...ids, fresh], act: 'markLive' })).toMatchObject({
      total: 1,
      first: [{ title: 'Fresh', sheetNumber: 2 }],
    });
    expect(await caller.posts.markLive({ ids: [...ids, fresh] })).toMatchObject({ moved: 3, left: 2, next: null });
    expect(await statuses()).toEqual(['published', 'published', 'published', 'canceled']);
    expect((await get(fresh)).status).toBe('awaiting_upload');
    expect(await caller.posts.markLive({ ids: [chair()] })).toMatchObject({ moved: 0, left: 1 });
    expect((await get(chair())).attempts).toHaveLength(1);
  });

  test('all that match, in steps that are done once each, and not more than were shown', async () => {
    const filter = { accountId, statuses: ['awaiting_upload' as const] };
    const { upTo, byStatus } = await caller.posts.matching({ filter });
    expect(byStatus).toEqual({ awaiting_upload: 4 });
    expect(await codeOf(caller.posts.markLive({ filter, upTo, atMost: 3 }))).toBe('conflict');
    const begun = await caller.posts.markLive({ filter, upTo, atMost: 4 });
    expect(begun).toMatchObject({ moved: 0, total: 4, undo: null });
    const action = begun.next ?? '';
    expect(await caller.posts.goOn({ action })).toMatchObject({ moved: 4, left: 0, next: null });
    expect(await caller.posts.goOn({ action })).toMatchObject({ moved: 4, left: 0, next: null });
    expect(await statuses()).toEqual(Array(4).fill('published'));
    const [entry] = await caller.system.audit({});
    expect(entry).toMatchObject({ action: 'mark_live', entity: 'post', detail: { posts: 4 } });
  });
});
