/** What is done to many posts at once: all that match, beyond what the page shows, and back again. */

import { createTestDatabase, type TestDatabase } from '@hawker/db/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, expectAccessible, expectNoSideScroll, openAlive, openScreen, startDesk } from './hawker.ts';

let bench: TestDatabase;
let desk: Desk;
let page: Page;

/** More than one chunk of the work, on two pages and more of the list. */
const posts = 2_400;
const count = '2,400';

beforeAll(async () => {
  bench = await createTestDatabase();
  desk = await startDesk(bench);
  page = desk.page;
  // Two paused accounts: nothing of this goes out while it is looked at.
  await bench.database.sql.rows(
    `WITH account AS (
       INSERT INTO account (channel, name, status, credentials, time_zone, min_gap_seconds, posts_per_day)
       SELECT 'practice', name, 'paused', '\\x00', zone, 0, 1000
       FROM (VALUES ('Harbour Homeware', 'Europe/Berlin'), ('North Street Finds', 'America/New_York')) AS given (name, zone)
       RETURNING id
     ), made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT 'chair-' || n, 'Chair ' || lpad(n::text, 4, '0'), 'Fine.', 1000 + n, 'EUR'
       FROM generate_series(1, $1::int / 2) AS n RETURNING id, sku
     )
     INSERT INTO post (account_id, listing_id, status)
     SELECT account.id, made.id, 'draft' FROM made CROSS JOIN account ORDER BY made.id, account.id`,
    [posts],
  );
});

afterAll(() => desk?.stop());

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();
const choose = async (name: string) => {
  await press('More to do with these');
  await page.getByRole('menuitem', { name }).click();
};
const see = (text: string | RegExp, timeout = 20_000) => page.getByText(text).first().waitFor({ timeout });
const bar = () => page.getByRole('region', { name: 'Selected posts' });
const rows = <Row>(text: string) => bench.database.sql.rows<Row>(text);

async function selectAll(address = '/posts'): Promise<void> {
  await page.goto(address);
  await page.getByRole('checkbox', { name: /^Select all 100 posts/ }).check();
  await bar().getByText('All 100 on this page are selected').waitFor();
  await press(`Select all ${count} that match`);
  await bar().getByText(`All ${count} that match are selected`).waitFor();
}

const byStatus = async () =>
  Object.fromEntries(
    (
      await rows<{ status: string; n: number }>(
        'SELECT status, count(*)::int AS n FROM post WHERE deleted_at IS NULL GROUP BY 1',
      )
    ).map(({ status, n }) => [status, n]),
  );

test('rows are selected by keyboard, a range too, and Escape lets go', async () => {
  await openAlive(page, '/posts');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  for (const key of ['j', 'j', 'j', 'Shift+X']) {
    await page.keyboard.press(key);
  }
  await bar().getByText('4 selected').waitFor();
  await bar().getByRole('button', { name: 'Publish 4' }).waitFor();
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'hidden' });
});

test('fields stay the same fields while the list follows them: the focus stays, and what is typed on', async () => {
  await openAlive(page, '/posts');
  const status = page.getByLabel('Status');
  await status.focus();
  await status.selectOption('Draft');
  await page.getByRole('link', { name: 'Clear filters' }).waitFor();
  expect(await status.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.goBack();
  await expect.poll(() => status.inputValue()).toBe('');
  const search = page.getByRole('searchbox', { name: 'Search posts' });
  await search.fill('Chair');
  await search.press('Enter');
  await page.getByRole('link', { name: 'Clear filters' }).waitFor();
  await page.keyboard.type(' 0001');
  expect(await search.inputValue()).toBe('Chair 0001');
});

test('a link that is followed while a search is being typed is not called back', async () => {
  await openAlive(page, '/posts');
  // A timer of the page that began after the pause of typing, and is longer, ends after it.
  const pause = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
  let paused: Promise<unknown> | undefined;
  await page.route(/\/posts\/[0-9a-f-]{36}\.data/, async (route) => {
    paused ??= pause();
    await paused;
    await route.continue();
  });
  await page.getByLabel('Title or SKU').pressSequentially('Chair 0002');
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /^Chair/ }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/posts\/./);
  await page.unrouteAll({ behavior: 'wait' });
});

test('all that match are scheduled over a window, at even steps', async () => {
  await selectAll('/posts?status=draft');
  await press(`Schedule ${count}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Spread over a window').click();
  await dialog.getByText(`${count} posts, one every 14 seconds`).waitFor();
  await dialog.getByText('New York').first().waitFor();
  await dialog.getByRole('button', { name: `Schedule ${count} posts` }).click();
  await see(`${count} posts are scheduled.`);
  expect(await byStatus()).toEqual({ scheduled: posts });
  const [spread] = await rows<{ hours: number; apartMs: number }>(
    `SELECT extract(epoch FROM max(at) - min(at))::float8 / 3600 AS hours,
       (extract(epoch FROM max(gap) - min(gap)) * 1000)::float8 AS "apartMs"
     FROM (SELECT scheduled_at AS at, scheduled_at - lag(scheduled_at) OVER (ORDER BY scheduled_at) AS gap FROM post) AS timed`,
  );
  expect(spread?.hours).toBe(9);
  expect(spread?.apartMs).toBeLessThanOrEqual(1);
});

test('prices are changed as the preview said', async () => {
  await selectAll('/posts?status=waiting');
  await choose(`Change price of ${count}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Percent').fill('-10');
  await dialog.getByText('Chair 0001').first().waitFor();
  await dialog.getByText('€9.01').first().waitFor();
  await dialog.getByLabel('Amount').fill('-9.50');
  await dialog.getByRole('button', { name: /^Change [\d,]+ prices$/ }).waitFor();
  // 90 % of at most 10.56 less 9.50 is nothing, or less.
  await dialog.getByText('112 keep their price: the price would not be above zero').waitFor();
  await dialog.getByRole('button', { name: 'Change 2,288 prices' }).click();
  await see('2,288 posts have a new price. 112 could not');
  const [priced] = await rows<{ n: number; least: number }>(
    'SELECT count(price_minor)::int AS n, min(price_minor)::int AS least FROM post',
  );
  expect(priced).toEqual({ n: 2_288, least: 1 });
});

test('all that match are canceled', async () => {
  await selectAll('/posts?status=waiting');
  await press(`Cancel ${count}`);
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: `Cancel ${count} posts` }).click();
  await see(`${count} posts are canceled.`);
  expect(await byStatus()).toEqual({ canceled: posts });
  await see('No post matches');
});

test('all that match are deleted, and brought back from the toast', async () => {
  await selectAll();
  await press(`Delete ${count}`);
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Delete ${count} posts` })
    .click();
  await see(`${count} posts deleted.`);
  expect(await byStatus()).toEqual({});
  await press('Undo');
  await see(`${count} posts are back.`);
  expect(await byStatus()).toEqual({ canceled: posts });
  await page.goto('/settings/audit');
  await see(`${count} posts`);
});

test('listings: prices, delete and undo for all that match', async () => {
  await page.goto('/listings?q=chair');
  await page.getByRole('checkbox', { name: /^Select all 100 listings/ }).check();
  await press('Select all that match');
  const selected = page.getByRole('region', { name: 'Selected listings' });
  await selected.getByText('All 1,200 that match are selected').waitFor();
  await press('Change price of 1,200');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('One price for all').click();
  await dialog.getByLabel('Price in EUR').fill('45');
  await dialog.getByRole('button', { name: 'Change 1,200 prices' }).click();
  await see('1,200 listings have a new price.');
  await page.getByRole('checkbox', { name: /^Select all 100 listings/ }).check();
  await press('Select all that match');
  await press('Delete 1,200');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 1,200 listings' }).click();
  await see('1,200 listings deleted.');
  expect(await byStatus()).toEqual({});
  await press('Undo');
  await see('1,200 listings are back.');
  expect(await byStatus()).toEqual({ canceled: posts });
});

test.each([
  [1440, true],
  [390, false],
])('the bars and their dialogs fit and are accessible at %d px, dark %s', async (width, dark) => {
  const other = await openScreen(desk.browser, desk.hawker, { width, dark, cookiesOf: page.context() });
  const fits = async () => {
    await expectAccessible(other.page);
    await expectNoSideScroll(other.page);
  };
  const dialog = other.page.getByRole('dialog');
  const pressThere = (name: string) => other.page.getByRole('button', { name, exact: true }).click();
  // Few rows, because every one of them is looked at each time.
  await other.page.goto('/posts?q=Chair+1200');
  for (const box of await other.page.locator('input[aria-label^="Select Chair"]').all()) {
    await box.check();
  }
  await other.page.getByRole('region', { name: 'Selected posts' }).waitFor();
  await fits();
  await pressThere('Schedule 2');
  await dialog.getByText('Spread over a window').click();
  await fits();
  await pressThere('Close');
  await pressThere('Change price of 2');
  await dialog.getByText('Chair 1200').first().waitFor();
  await fits();
  await pressThere('Close');
  await other.page.goto('/listings?q=Chair+1200');
  await other.page.locator('input[aria-label^="Select Chair"]').check();
  await fits();
  // Of what one sees nothing is asked first.
  await pressThere('Delete 1');
  await other.page.getByText('1 listing deleted.').waitFor();
  await pressThere('Undo');
  await other.page.getByText('1 listing is back.').waitFor();
  // Below a short list the bar stands higher: the toast lies on none of it.
  await other.page.locator('input[aria-label^="Select Chair"]').check();
  const bar = await other.page.getByRole('region', { name: 'Selected listings' }).boundingBox();
  const toast = await other.page.getByRole('button', { name: 'Dismiss' }).boundingBox();
  expect(bar && toast && (toast.y + toast.height <= bar.y || toast.y >= bar.y + bar.height)).toBe(true);
  await fits();
  expect(other.complaints).toEqual([]);
  await other.close();
});

test('no script failed on the way', () => {
  expect(desk.screen.complaints).toEqual([]);
});

test('posts that came in behind the look were swept in: it is asked anew, with the new number', async () => {
  const other = await openScreen(desk.browser, desk.hawker, { cookiesOf: page.context() });
  const pressThere = (name: string) => other.page.getByRole('button', { name, exact: true }).first().click();
  await other.page.goto('/posts');
  await other.page.getByRole('checkbox', { name: /^Select all 100 posts/ }).check();
  await pressThere(`Select all ${count} that match`);
  // As if their transaction had begun before the look, and ended only now.
  await bench.database.sql.rows(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       VALUES ('late-1', 'Late 1', 'Fine.', 100, 'EUR'), ('late-2', 'Late 2', 'Fine.', 100, 'EUR') RETURNING id
     )
     INSERT INTO post (account_id, listing_id, status, created_at, status_since)
     SELECT (SELECT id FROM account ORDER BY name LIMIT 1), id, 'canceled', now() - interval '1 hour', now() - interval '1 hour' FROM made`,
  );
  await pressThere(`Delete ${count}`);
  const question = other.page.getByRole('alertdialog');
  await question.getByRole('button', { name: `Delete ${count} posts` }).click();
  await question.getByText(`You were shown ${count}, and by now it would be 2,402. Nothing was done yet.`).waitFor();
  expect(await byStatus()).toEqual({ canceled: posts + 2 });
  await question.getByRole('button', { name: 'Delete 2,402 posts' }).click();
  await other.page.getByText('2,402 posts deleted.').waitFor();
  // What was pressed is gone; the next Tab is on the page, and not at its very beginning.
  await expect.poll(() => other.page.evaluate(() => document.activeElement?.id)).toBe('main');
  await pressThere('Undo');
  await other.page.getByText('2,402 posts are back.').waitFor();
  expect(other.complaints).toEqual([
    'console error: Failed to load resource: the server responded with a status of 409 (Conflict)',
  ]);
  await other.close();
});

test('a window that no pace can follow was taken without a word: it says who is done when', async () => {
  await rows(`UPDATE account SET status = 'active', posts_per_day = 280 WHERE name = 'Harbour Homeware'`);
  await page.goto('/posts');
  await page.getByRole('checkbox', { name: /^Select all 100 posts/ }).check();
  await press('Select all 2,402 that match');
  await press('Schedule 2,402');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/At the pace of the accounts the last one is out about/).waitFor();
  await dialog.getByText('Spread over a window').click();
  await dialog.getByText('The pace of one account is slower than this window.').waitFor();
  await dialog.getByText(/its 1,20\d posts are done about .* Its pace allows 280 a day\./).waitFor();
  await dialog.getByText('Nothing of “North Street Finds” goes out for now.').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await rows(`UPDATE account SET status = 'paused' WHERE name = 'Harbour Homeware'`);
  expect(desk.screen.complaints).toEqual([]);
});

test('listings: to post all that match was refused again and again once there were more', async () => {
  await rows(
    `INSERT INTO account (channel, name, status, credentials, time_zone, min_gap_seconds, posts_per_day)
     VALUES ('practice', 'Late Lane', 'paused', '\\x00', 'UTC', 0, 1000),
       ('facebook-sheet', 'Kitchen table', 'active', '\\x00', 'UTC', 0, 1000)`,
  );
  const other = await openScreen(desk.browser, desk.hawker, { cookiesOf: page.context() });
  await other.page.goto('/listings?q=chair');
  await other.page.getByRole('checkbox', { name: /^Select all 100 listings/ }).check();
  await other.page.getByRole('button', { name: 'Select all that match' }).click();
  await other.page.getByRole('button', { name: 'Post 1,200 listings' }).click();
  const dialog = other.page.getByRole('dialog');
  // Its posts are a person's to upload, so nobody chose it for them.
  await dialog.getByText('24 sheets to upload').waitFor();
  expect(await dialog.getByLabel(/Kitchen table/).isChecked()).toBe(false);
  await dialog.getByLabel(/Late Lane/).check();
  await dialog.getByText('Keep as drafts').click();
  await expectAccessible(other.page);
  await rows(
    `INSERT INTO listing (sku, title, description, price_minor, currency, created_at)
     VALUES ('chair-late', 'Chair late', 'Fine.', 100, 'EUR', now() - interval '1 hour')`,
  );
  await dialog.getByRole('button', { name: 'Make 1,200 drafts' }).click();
  await dialog.getByText('By now it would be 1,201 listings, and you were shown 1,200.').waitFor();
  await dialog.getByRole('heading', { name: 'Post 1,201 listings' }).waitFor();
  await dialog.getByRole('button', { name: 'Make 1,201 drafts' }).click();
  await other.page.waitForURL(/\/batches\//);
  await other.close();
});

test('posts that a person has uploaded are marked live, all that match, and only those of a downloaded sheet', async () => {
  // Three sheets of 50; the last was never downloaded.
  await rows(
    `WITH account AS (
       INSERT INTO account (channel, name, status, credentials, time_zone, min_gap_seconds, posts_per_day)
       VALUES ('facebook-sheet', 'Attic', 'paused', '\\x00', 'UTC', 0, 1000) RETURNING id
     ), made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT 'attic-' || n, 'Attic ' || n, 'Fine.', 1000, 'EUR' FROM generate_series(1, 150) AS n RETURNING id
     ), waiting AS (
       INSERT INTO post (account_id, listing_id, status) SELECT account.id, made.id, 'awaiting_upload' FROM made, account
       RETURNING id, generation
     ), sheets AS (
       INSERT INTO sheet (account_id, number, currency, downloaded_at)
       SELECT id, number, 'EUR', CASE WHEN number < 3 THEN now() END FROM account, generate_series(1, 3) AS number
       RETURNING id, number
     )
     INSERT INTO sheet_row (sheet_id, position, post_id, generation, written)
     SELECT sheets.id, (place - 1) % 50 + 1, waiting.id, waiting.generation, CASE WHEN number < 3 THEN '{}'::jsonb END
     FROM (SELECT *, row_number() OVER () AS place FROM waiting) AS waiting JOIN sheets ON number = (place - 1) / 50 + 1`,
  );
  await page.goto('/posts?status=awaiting_upload');
  await page.getByRole('checkbox', { name: /^Select all 100 posts/ }).check();
  await press('Select all 150 that match');
  await press('Mark 150 live');
  const question = page.getByRole('alertdialog');
  await question.getByText('Are these 150 posts live?').waitFor();
  await question
    .getByText(/50 of them are in a sheet that was not downloaded yet, so they stay as they are\./)
    .waitFor();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'They are live' }).click();
  await see('100 posts are live. 50 could not');
  const [attempts] = await rows<{ n: number }>(`SELECT count(*)::int AS n FROM attempt WHERE status = 'succeeded'`);
  expect(attempts).toEqual({ n: 100 });
});

test('“Try again” on the Overview listed a post a second time without a word: it is asked first', async () => {
  await rows(
    `UPDATE post SET status = 'failed', last_class = 'retryable', last_sentence = 'It did not go out.'
     WHERE id = (SELECT post_id FROM sheet_row JOIN post ON post.id = post_id WHERE status = 'published' ORDER BY post_id LIMIT 1)`,
  );
  await openAlive(page, '/');
  const item = page.getByRole('listitem').filter({ hasText: 'It did not go out.' });
  await item.getByRole('button', { name: /^Try again/ }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText(/^Publish “Attic \d+” again\?$/).waitFor();
  await question.getByText(/was in a sheet that was downloaded\. .* or it is listed twice\./).waitFor();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Leave it' }).click();
  await item.getByRole('button', { name: /^Try again/ }).click();
  await question.getByRole('button', { name: 'Publish again' }).click();
  await see('The post is tried again.');
});
