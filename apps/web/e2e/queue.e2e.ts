/** What people see of the engine: the queue as it moves, its switches, a worker that dies, and what only they can settle. */

import { createTestDatabase, type TestDatabase } from '@hawker/db/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, expectAccessible, expectNoSideScroll, openAlive, openScreen, owner, startDesk } from './hawker.ts';

let bench: TestDatabase;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  bench = await createTestDatabase();
  desk = await startDesk(bench);
  page = desk.page;
  await call('system.loadSample', null);
});

afterAll(() => desk?.stop());

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();
const see = (text: string | RegExp, timeout = 15_000) => page.getByText(text).first().waitFor({ timeout });
const gone = (text: string | RegExp, timeout = 15_000) =>
  page.getByText(text).first().waitFor({ state: 'hidden', timeout });

/** As a program would, with the browser's own sign-in: what is tested is what the screen then shows by itself. */
async function call(path: string, input: unknown): Promise<unknown> {
  const answer = await page.request.post(`${desk.hawker.origin}/api/trpc/${path}`, {
    data: { json: input },
    headers: { origin: desk.hawker.origin },
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()).result.data.json;
}

/** Publishes listings that are not on this account yet, and gives their posts. */
async function publish(account: string, count: number): Promise<string[]> {
  const { sql } = bench.database;
  const [row] = await sql.rows<{ id: string }>('SELECT id FROM account WHERE name = $1', [account]);
  const listings = await sql.rows<{ id: string }>(
    `SELECT id FROM listing WHERE NOT EXISTS (SELECT 1 FROM post WHERE listing_id = listing.id AND account_id = $1)
     ORDER BY id LIMIT $2`,
    [row?.id ?? '', count],
  );
  const listingIds = listings.map(({ id }) => id);
  await call('listings.post', { listingIds, accountIds: [row?.id], publish: { when: 'now' } });
  const posts = await sql.rows<{ id: string }>(
    'SELECT id FROM post WHERE account_id = $1 AND listing_id = ANY($2::uuid[])',
    [row?.id ?? '', listingIds],
  );
  return posts.map(({ id }) => id);
}

async function setLatency(ms: number): Promise<void> {
  const address = `${desk.hawker.marketUrl}/v1/faults`;
  const faults = await (await fetch(address)).json();
  const body = JSON.stringify({ ...faults, latencyMs: { min: ms, max: ms } });
  const answer = await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
  expect(answer.ok).toBe(true);
}

const settled = async (ids: readonly string[], status: string) =>
  expect
    .poll(
      async () => {
        const rows = await bench.database.sql.rows<{ status: string }>(
          'SELECT DISTINCT status FROM post WHERE id = ANY($1::uuid[])',
          [ids],
        );
        return rows.map((row) => row.status);
      },
      { timeout: 30_000 },
    )
    .toEqual([status]);

test('an empty queue says what it is, and shows the worker’s heartbeat', async () => {
  await openAlive(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await page.getByRole('heading', { name: 'Queue' }).waitFor();
  await see('Nothing waits');
  await see('Running');
  const heartbeat = page.getByText(/^Heartbeat \d+ s ago/);
  const first = await heartbeat.textContent();
  // It goes on by itself, and is asked for again.
  await expect.poll(() => heartbeat.textContent(), { timeout: 5_000 }).not.toBe(first);
  await expectAccessible(page);
});

test('a publish is seen as it happens, without a reload', async () => {
  // Enough that some wait still when a busy computer has drawn the first.
  await setLatency(2_000);
  const ids = await publish('North Street Finds', 10);
  await page.getByRole('table', { name: 'Posts going out now' }).getByText('Sent, waiting for the answer').waitFor();
  await page.getByRole('link', { name: /waiting posts? of North Street Finds/ }).waitFor();
  await page.getByText('Posting through 1 of at most 10 accounts').waitFor();
  await expectAccessible(page);
  await setLatency(0);
  await settled(ids, 'published');
  await see('Nothing waits');
  await see('Nothing is going out and nothing waits.');
});

test('a channel is paused and resumed; meanwhile its posts wait, and every page says so', async () => {
  await press('Pause Practice market');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Pause Practice market' }).click();
  await see('Practice market is paused.');
  const ids = await publish('Harbour Homeware', 2);
  await page
    .getByRole('row', { name: /Harbour Homeware/ })
    .getByText('Practice market is paused')
    .waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Harbour Homeware' }).first().click();
  await page.getByRole('heading', { name: 'Practice market is paused' }).waitFor();
  await expectAccessible(page);
  await page.goto('/posts?status=waiting');
  await see('Practice market is paused.');
  await press('Resume Practice market');
  await gone('Practice market is paused.');
  await settled(ids, 'published');
  // The page followed.
  await see('No post matches');
});

test('waiting posts are chosen on the queue and canceled', async () => {
  await call('channels.pause', { channel: 'practice' });
  const ids = await publish('Riverside Resale', 2);
  await page.goto('/queue');
  await page.getByRole('checkbox', { name: /^Select all 2 posts/ }).check();
  await press('Cancel 2');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel 2 posts' }).click();
  await see('2 posts are canceled.');
  await settled(ids, 'canceled');
  await call('channels.resume', { channel: 'practice' });
});

/** As the engine leaves a post whose reply was lost and that no lookup could find; or whose worker died three times. */
async function askPerson(id: string, lastClass: 'unknown' | 'crashed'): Promise<void> {
  const { sql } = bench.database;
  await sql.rows(`UPDATE attempt SET status = $2, class = $3 WHERE post_id = $1`, [
    id,
    lastClass === 'unknown' ? 'needs_review' : 'abandoned',
    lastClass === 'unknown' ? 'unknown' : null,
  ]);
  await sql.rows('DELETE FROM observed_listing WHERE post_id = $1', [id]);
  await sql.rows(
    `UPDATE post SET status = 'needs_review', version = version + 1, due_at = NULL, external_id = NULL,
       external_url = NULL, published_at = NULL, last_class = $2, last_sentence = 'Nobody knows.' WHERE id = $1`,
    [id, lastClass],
  );
}

test('what needs a person is settled by one, whose name is kept', async () => {
  const [live = '', missing = ''] = await publish('Green Door Furniture', 2);
  await settled([live, missing], 'published');
  const [row] = await bench.database.sql.rows<{ url: string }>('SELECT external_url AS url FROM post WHERE id = $1', [
    live,
  ]);
  await askPerson(live, 'unknown');
  await askPerson(missing, 'crashed');

  await page.goto(`/posts/${live}`);
  await press('It is live');
  await see('Give the address of the listing at the channel.');
  await expectAccessible(page);
  await page.getByLabel(/If it is live/).fill(row?.url ?? '');
  await press('It is live');
  await see('It is live at Practice market.');
  await see('Settled: it is live');
  await see(`By ${owner.name}`);
  expect(await page.getByRole('link', { name: /See it at Practice market/ }).getAttribute('href')).toBe(row?.url);

  await page.goto(`/posts/${missing}`);
  await expectAccessible(page);
  await press('It is not, post again');
  await see('Settled: it is not there');
  await settled([missing], 'published');
});

test('a live listing is marked as sold at the channel', async () => {
  const [id = ''] = await publish('Second Floor Studio', 1);
  await settled([id], 'published');
  await page.goto(`/posts/${id}`);
  await press('Mark as sold');
  const question = page.getByRole('alertdialog');
  await question.getByText('This cannot be undone').waitFor();
  await question.getByRole('button', { name: 'Mark as sold' }).click();
  await see('It was sold at Practice market.', 30_000);
  await page.getByRole('button', { name: 'Relist' }).waitFor();
});

test('when the worker is dead every page says so within 30 s, and takes it back by itself', async () => {
  const { sql } = bench.database;
  const [worker] = await sql.rows<{ pid: number }>('SELECT pid FROM worker WHERE stopped_at IS NULL');
  const pid = worker?.pid ?? 0;
  expect(pid).toBeGreaterThan(0);
  await page.goto('/');
  // Hung first: one that ends is started again at once.
  process.kill(pid, 'SIGSTOP');
  const since = performance.now();
  try {
    await page.getByRole('alert').getByText('No worker has been seen').waitFor({ timeout: 32_000 });
    expect(performance.now() - since).toBeLessThan(30_000);
    for (const place of ['/posts', '/listings', '/upload', '/accounts', '/batches', '/queue', '/settings']) {
      await page.goto(place);
      await page.getByRole('alert').getByText('No worker has been seen').waitFor();
    }
    await page.goto('/queue');
    await see('Not heard');
    await expectAccessible(page);
  } finally {
    process.kill(pid, 'SIGKILL');
  }
  await gone('No worker has been seen', 40_000);
  await see('Running');
});

test.each([
  [1440, true],
  [390, false],
  [390, true],
])('the queue, an account and a post fit and are accessible at %d px, dark %s', async (width, dark) => {
  const [row] = await bench.database.sql.rows<{ id: string; account: string }>(
    'SELECT id, account_id AS account FROM post ORDER BY id LIMIT 1',
  );
  const other = await openScreen(desk.browser, desk.hawker, { width, dark, cookiesOf: page.context() });
  for (const place of ['/queue', `/accounts/${row?.account}`, `/posts/${row?.id}`]) {
    await other.page.goto(place);
    await other.page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(other.page);
    await expectNoSideScroll(other.page);
  }
  expect(other.complaints).toEqual([]);
  await other.close();
});

test('no script failed on the way', () => {
  // A refused form answers 4xx, which the browser notes; everything else counts.
  expect(desk.screen.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([]);
});
