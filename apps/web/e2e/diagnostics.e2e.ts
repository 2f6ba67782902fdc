/** The Diagnostics page: what this process does, live, and the plan of a statement. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, expectAccessible, expectNoSideScroll, openAlive, openScreen, startDesk } from './hawker.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});

afterAll(() => desk?.stop());

test('pages and answers say what they cost', async () => {
  const { page } = desk;
  const timing = /^db;desc="\d+ statements?";dur=[\d.]+, cache;desc="\d+ hits?, \d+ miss(es)?", total;dur=[\d.]+$/;
  const document = await openAlive(page, '/posts');
  expect(document?.headers()['server-timing']).toMatch(timing);
  const data = page.waitForResponse((response) => response.url().includes('/accounts.data'));
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  expect((await data).headers()['server-timing']).toMatch(timing);
  const answer = await page.request.get('/api/trpc/overview.stats');
  expect(answer.headers()['server-timing']).toMatch(timing);
});

test('Diagnostics shows procedures, the cache and the slowest statements, and goes on by itself', async () => {
  const { page } = desk;
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('heading', { name: 'Diagnostics' }).waitFor();
  const procedures = page.getByRole('table', { name: 'Procedures' });
  await procedures.getByRole('row', { name: /posts\.list/ }).waitFor();
  await page
    .getByRole('table', { name: 'Cached answers' })
    .getByRole('row', { name: /Who is signed in/ })
    .waitFor();
  // It was asked by this page itself, so it is there only when the page has looked again.
  await procedures.getByRole('row', { name: /diagnostics\.get/ }).waitFor();
  await expectAccessible(page);
  await expectNoSideScroll(page);
});

test('the plan of a statement opens over the page', async () => {
  const { page } = desk;
  const show = page.getByRole('table', { name: 'Slowest statements' }).getByRole('button').first();
  await show.click();
  const dialog = page.getByRole('dialog', { name: 'Plan of a statement' });
  await dialog.getByText(/cost=\d/).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(desk.screen.complaints).toEqual([]);
});

test('on a phone, in the dark', async () => {
  const phone = await openScreen(desk.browser, desk.hawker, { width: 390, dark: true, cookiesOf: desk.page.context() });
  const { page } = phone;
  await page.goto('/');
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Diagnostics' }).click();
  await page.getByRole('table', { name: 'Slowest statements' }).waitFor();
  await expectAccessible(page);
  await expectNoSideScroll(page);
  expect(phone.complaints).toEqual([]);
  await phone.close();
});

test('metrics are there for a program on this machine', async () => {
  const response = await desk.page.request.get('/metrics');
  expect(response.status()).toBe(200);
  expect(await response.text()).toMatch(/^hawker_procedure_calls_total\{procedure="posts\.list",outcome="ok"\} [1-9]/m);
});
