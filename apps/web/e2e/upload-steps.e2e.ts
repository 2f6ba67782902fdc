/** What a person does with the rows of a file before they become posts: mends them in the grid, and chooses accounts. */

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './hawker.ts';
import { squarePng } from './pictures.ts';
import { type SheetDesk, startSheetDesk } from './sheet-desk.ts';

let desk: SheetDesk;
let page: Page;

beforeAll(async () => {
  desk = await startSheetDesk('Exporter');
  page = desk.page;
});

afterAll(() => desk?.stop());

const see = (text: string | RegExp) => desk.see(text);
const press = (name: string | RegExp) => desk.press(name);
const follow = (name: string | RegExp) => desk.follow(name);
const drop = (name: string, bytes: Buffer) => desk.drop(name, bytes);
const atMarket = () => desk.atMarket();
const focused = () => page.evaluate(() => document.activeElement?.textContent);

test('rows are mended in the grid with the keyboard alone', async () => {
  await drop('mend.csv', Buffer.from('title,price,description\nKeyboard desk,free,Old\nKeyboard shelf,8,\n,7,\n'));
  await see('1 of 3 rows goes: 1 new. 2 stay until they are mended.');
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Updates/ }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Price, row 2' }).waitFor();
  await page.keyboard.press('Escape');
  // Typed over what stands there.
  await page.keyboard.type('480');
  await page.keyboard.press('Tab');
  await see('2 of 3 rows go: 2 new. 1 stays until it is mended.');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.type('Keyboard chair');
  await page.keyboard.press('Enter');
  await see('All 3 rows go: 3 new.');
  expect(await focused()).toBe('Keyboard chair');
  await page.reload();
  await see('All 3 rows go: 3 new.');
});

test('in an open cell Enter goes down, Shift+Enter up, Tab right, and Escape leaves it as it was', async () => {
  await drop('keys.csv', Buffer.from('title,price\nKeys desk,1\nKeys lamp,2\nKeys rug,3\n'));
  await see('All 3 rows go: 3 new.');
  await page.getByRole('link', { name: /^Updates/ }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('2');
  await page.keyboard.type('20');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(focused).toBe('10');
  await page.keyboard.type('99');
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('10');
  await page.keyboard.press('ArrowLeft');
  const saved = page.waitForResponse((response) => response.request().postData()?.includes('Keys+table') === true);
  await page.keyboard.type('Keys table');
  await page.keyboard.press('Tab');
  await expect.poll(focused).toBe('10');
  await saved;
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).not.toBe('gridcell');
  await page.reload();
  const cells = page.getByRole('gridcell');
  await cells.first().waitFor();
  expect((await cells.allTextContents()).filter((text) => text !== '–')).toEqual([
    'Keys table',
    '10',
    'Keys lamp',
    '20',
    'Keys rug',
    '3',
  ]);
  await page.getByRole('link', { name: /^Updates/ }).focus();
  await page.keyboard.press('?');
  await see('In the rows of an upload');
  await page.keyboard.press('Escape');
});

test('an open cell keeps its row and its words while rows above it are mended by a picture', async () => {
  await drop('open.csv', Buffer.from('title,price,images\nOpen chair,1,open.png\nOpen table,free,\n'));
  await follow(/^To mend/);
  await page.waitForURL(/show=bad$/);
  await page.getByRole('gridcell', { name: /^free/ }).click();
  const field = page.getByRole('textbox', { name: 'Price, row 3' });
  await field.fill('1');
  await page.getByLabel('Add pictures').setInputFiles({ name: 'open.png', mimeType: 'image/png', buffer: squarePng() });
  await see('1 of 2 rows goes: 1 new.');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await field.press('End');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await see('All 2 rows go: 2 new.');
  await follow(/^All/);
  await page.getByRole('gridcell', { name: '12', exact: true }).waitFor();
});

test('a column that fails in every row is said once, left out, and taken back', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => `Column chair ${n},${n === 0 ? 'free' : 5},chair-${n}.jpg`);
  await drop('photos elsewhere.csv', Buffer.from(['title,price,images', ...rows].join('\n')));
  await see('“Images” is not as it should be in all 12 rows');
  await see('Most often: “chair-0.jpg” is not among the files.');
  await see('Nothing else is to be mended in 11 of them.');
  await expectAccessible(page);
  await press(/^Leave this column out/);
  await see('11 of 12 rows go: 11 new. 1 stays until it is mended.');
  expect(await page.getByRole('columnheader', { name: 'Images' }).count()).toBe(0);
  // The pressed button goes with its banner, and the focus is at the one that undoes it.
  await expect.poll(focused).toBe('Take it back: Images');
  await page.reload();
  await press(/^Take it back/);
  await see('“Images” is not as it should be in all 12 rows');
  await expect.poll(focused).toBe('Leave this column out: Images');
  await page.getByRole('gridcell', { name: /^chair-0\.jpg/ }).waitFor();
});

/** Pixels between each row and the next, the largest; above zero they stand apart, below one lies over the other. */
async function gapsOfRows(): Promise<number[]> {
  const boxes = await page
    .getByRole('rowgroup')
    .last()
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
  const inOrder = boxes.sort((one, other) => one.top - other.top);
  return inOrder.slice(1).map(({ top }, index) => Math.round(top - (inOrder[index]?.bottom ?? 0)));
}

test('rows lay over one another, or stood apart, after another tab and after a cell was mended', async () => {
  const line = (n: number) =>
    `Tall chair ${n},${n % 3 === 1 ? 'on request and only after a long talk about it' : n + 1}`;
  await drop('tall.csv', Buffer.from(['title,price', ...Array.from({ length: 200 }, (_, n) => line(n))].join('\n')));
  await see('133 of 200 rows go: 133 new.');
  const stands = () => expect.poll(async () => (await gapsOfRows()).filter((gap) => gap !== 0)).toEqual([]);
  await stands();
  await follow(/^To mend/);
  await page.waitForURL(/show=bad$/);
  await expect.poll(() => page.getByRole('gridcell', { name: /^on request/ }).count()).toBeGreaterThan(8);
  await stands();
  for (const row of [3, 6, 9]) {
    await page
      .getByRole('gridcell', { name: /^on request/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: `Price, row ${row}` }).fill('5');
    await page.keyboard.press('Enter');
    await stands();
  }
  await follow(/^All/);
  await page.getByRole('gridcell', { name: 'Tall chair 0', exact: true }).waitFor();
  await stands();
  await page
    .getByRole('gridcell', { name: /^on request/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Price, row 12' }).fill('5');
  await page.keyboard.press('Enter');
  await see('137 of 200 rows go: 137 new.');
  await stands();
});

/** The texts of a column, as they are shown. */
const columnOf = (index: number) =>
  page
    .locator(`[role=gridcell][data-column="${index}"]`)
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector('[dir=auto]')?.textContent ?? ''));

test('a row without an SKU took over the listing with its title: it is another one, by itself or with all', async () => {
  await drop('stuhl.csv', Buffer.from('title,price\nTaken chair,25\nTaken lamp,9\n'));
  await see('All 2 rows go: 2 new.');
  await desk.publish(2);
  const file = 'title,price,description\nTaken chair,99,A wholly other chair\nTaken lamp,9,\nTaken rug,3,\n';
  await drop('andere.csv', Buffer.from(file));
  await see('2 rows have no SKU and were taken for listings that are here, by their title');
  await see('Taken for the listing “Taken chair” that is here, because the file says no SKU.');
  await expectAccessible(page);
  await follow(/^Show them/);
  await page.waitForURL(/show=taken$/);
  await expect.poll(() => page.getByRole('row').count()).toBe(3);
  // By the keyboard: from the tab to the cell, and on to its button.
  await page.getByRole('gridcell', { name: /^Taken chair/ }).focus();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('It is another one');
  await page.keyboard.press('Enter');
  await see('All 3 rows go: 2 new, 1 unchanged.');
  await see('1 row is another one than the listing here with its title');
  await page.keyboard.press('Control+z');
  await see('Row 2 is the listing with its title again.');
  await see('2 rows have no SKU and were taken for listings that are here, by their title');
  await follow(/^All/);
  await press('They are other ones');
  await see('All 3 rows go: 3 new.');
  await expect.poll(focused).toBe('Take it back: other listings');
  await page.reload();
  await see('2 rows are other ones than the listings here with their titles');
  await press(/^Take it back/);
  await see('2 rows have no SKU');
});

test('the box of missing pictures went only after a reload, and columns stood elsewhere after it', async () => {
  await drop('p2.csv', Buffer.from('title,quantity,price,images\nBox chair,1,5,p2.jpg\nBox lamp,x,12.345,\n'));
  await see('1 picture that the sheet names is not here yet');
  const heads = async () => (await page.getByRole('columnheader').allTextContents()).join();
  const before = await heads();
  await page.getByRole('gridcell', { name: /^p2\.jpg/ }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await page.getByText('1 picture that the sheet names is not here yet').waitFor({ state: 'detached' });
  await page.getByRole('gridcell', { name: /^x/ }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await see('All 2 rows go: 2 new.');
  // How a price is read that may be read in two ways.
  await page.getByRole('gridcell', { name: '12.345 read as €12,345.00' }).waitFor();
  await page.reload();
  await see('All 2 rows go: 2 new.');
  expect(await heads()).toBe(before);
  await follow(/^To mend/);
  await page.waitForURL(/show=bad$/);
  expect(await heads()).toBe(before);
});

test('cells are copied and pasted, and what was pasted is taken back at once', async () => {
  await drop('paste.csv', Buffer.from('title,price\nPaste chair,1\nPaste lamp,2\nPaste rug,3\nPaste desk,4\n'));
  await see('All 4 rows go: 4 new.');
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      // As the browser does, where no text is marked: not to the cell that has the focus.
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await page.getByRole('button', { name: 'Leave out row 4' }).focus();
  await page.keyboard.press('Enter');
  await see('1 is left out.');
  await page.getByRole('gridcell', { name: 'Paste chair' }).focus();
  await page.keyboard.press('ArrowRight');
  await paste('11\tFirst\r\n"12"\tSecond\r\n13\tThird\r\nfree\tFourth\r\n15\tBelow\r\n');
  await see('6 cells are pasted. 4 are not');
  await see('1 stays until it is mended.');
  expect(await columnOf(1)).toEqual(['11', '12', '3', 'free']);
  expect(await columnOf(2)).toEqual(['First', 'Second', '–', 'Fourth']);
  await page.keyboard.press('Control+z');
  await see('6 pasted cells are as before again.');
  expect(await columnOf(1)).toEqual(['1', '2', '3', '4']);
  // By the clipboard of the browser itself.
  await page.getByRole('gridcell', { name: 'Paste lamp' }).focus();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+v');
  await see('1 cell is pasted.');
  expect(await columnOf(2)).toEqual(['–', 'Paste lamp', '–', '–']);
  await paste(Array.from({ length: 201 }, () => 'x').join('\n'));
  await see('At most 200 cells can be pasted at once; these are 201. Nothing is pasted.');
});

test('an account says it in its own way, and shows beforehand how', async () => {
  await desk.connect('Outlet');
  await drop('varied.csv', Buffer.from('title,price,location\nVaried sofa,100,Berlin\n'));
  await follow('Choose accounts');
  await page.getByRole('checkbox', { name: /Exporter/ }).uncheck();
  await press('Vary for Outlet');
  const dialog = page.getByRole('dialog', { name: 'Vary for Outlet' });
  const title = dialog.getByRole('textbox', { name: /^Title/ });
  await dialog.getByText('Varied sofa').waitFor();
  await title.fill(' in ');
  await title.press('Home');
  await dialog
    .getByRole('group', { name: 'Put into the title' })
    .getByRole('button', { name: 'Put in the title' })
    .click();
  await title.press('End');
  await dialog
    .getByRole('group', { name: 'Put into the title' })
    .getByRole('button', { name: 'Put in the location' })
    .click();
  await dialog.getByLabel('Percent').fill('+5');
  await dialog.getByLabel('Ending').selectOption('.99');
  await dialog.getByText('Varied sofa in Berlin').waitFor();
  await dialog.getByText('€104.99').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save variation' }).click();
  await see('Varied: title, price +5 %, ending .99');
  expect(await page.getByRole('checkbox', { name: /Exporter/ }).isChecked()).toBe(false);
  await expectAccessible(page);
  await page.reload();
  expect(await page.getByRole('checkbox', { name: /Exporter/ }).isChecked()).toBe(false);
  // Pressed twice before the answer is there.
  await page.getByRole('button', { name: 'Publish 1 post' }).dblclick();
  await page.waitForURL(/\/batches\//);
  await expect
    .poll(async () => (await atMarket()).filter(({ title }) => title.startsWith('Varied sofa')), { timeout: 20_000 })
    .toEqual([{ title: 'Varied sofa in Berlin', priceMinor: 10_499, photos: 0 }]);
});

test('an account whose sheets a person uploads is asked for, and drafts say no time', async () => {
  await page.goto('/accounts/new');
  await page.getByRole('radio', { name: /Facebook Marketplace/ }).check();
  await page.getByLabel('Name').fill('By hand');
  await press('Connect account');
  await page.getByRole('heading', { name: 'By hand' }).waitFor();
  const rows = Array.from({ length: 60 }, (_, n) => `By hand ${n},5`);
  await drop('by hand.csv', Buffer.from(['title,price', ...rows].join('\n')));
  await follow('Choose accounts');
  const byHand = page.getByRole('checkbox', { name: /By hand/ });
  expect(await byHand.isChecked()).toBe(false);
  await page.getByRole('checkbox', { name: /Exporter/ }).uncheck();
  await byHand.check();
  await see('2 sheets of 50 to upload');
  await see('60 of the posts go into 2 sheets of 50, which you upload yourself, one by one.');
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: /Exporter/ }).check();
  await see(/^last one/);
  await page.getByRole('radio', { name: /Keep as drafts/ }).check();
  await expect.poll(() => page.getByText(/^last one/).count()).toBe(0);
});

test('two variations that are saved shortly after one another are both kept, and both said', async () => {
  await page.waitForURL(/\/accounts$/);
  for (const name of ['Exporter', 'By hand']) {
    await press(`Vary for ${name}`);
    await page.getByRole('textbox', { name: /^Title/ }).fill(`{title} of ${name}`);
    await press('Save variation');
    // Not waited for: whoever is quick closes it and goes on.
    await page.keyboard.press('Escape');
  }
  await see('Variation of “Exporter” saved');
  await see('Variation of “By hand” saved');
  await expect.poll(() => page.getByText('Varied: title', { exact: true }).count()).toBe(2);
});

test('no script failed', () => {
  // A refused cell answers 4xx, which the browser notes.
  const harmless = /status of 4\d\d/;
  expect(desk.screen.complaints.filter((complaint) => !harmless.test(complaint))).toEqual([]);
});
