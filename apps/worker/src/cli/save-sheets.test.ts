import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandError, exitCodes } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { type SaveSheets, type Sheet, type SheetSource, saveBeside, saveSheets } from './save-sheets.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawker-sheets-'));
});
afterEach(() => rm(folder, { recursive: true }));

const sheetOf = (n: number, downloadedAt: Date | null = null): Sheet => ({
  ...{ id: `id-${n}`, number: n, currency: 'EUR', accountId: 'a', accountName: 'Ann', accountStatus: 'active' },
  ...{ channel: 'facebook-sheet', place: 'Facebook', createdAt: new Date(n), downloadedAt },
  ...{ waiting: 1, live: 0, refused: 0, changed: 0, photos: 0 },
});

/** Gives `perPage` sheets at a time, and throws what stands for an id instead of giving its file. */
function hawkerOf(sheets: readonly Sheet[], perPage = 200, trouble: Readonly<Record<string, Error>> = {}) {
  const downloaded: string[] = [];
  const source: SheetSource = {
    list: async ({ after }) => {
      const from = after === undefined ? 0 : sheets.findIndex(({ id }) => id === after) + 1;
      return sheets.slice(from, from + perPage);
    },
    download: async (id) => {
      downloaded.push(id);
      const error = trouble[id];
      if (error) {
        throw error;
      }
      return { fileName: `${id}.xlsx`, contentBase64: Buffer.from(id).toString('base64'), listings: 1, leftOut: 0 };
    },
  };
  return { source, downloaded };
}

const save = (source: SheetSource, options: Partial<SaveSheets> = {}) =>
  saveSheets(source, {
    ...{ folder, again: null, signal: new AbortController().signal, onSaved: () => undefined },
    explain: (error) => explainError(error, null),
    ...options,
  });

test('one sheet that could not be written kept all behind it from being saved', async () => {
  const refused = new CommandError(exitCodes.failed, 'No listing of this sheet fits it any more.');
  const { source } = hawkerOf(
    [1, 2, 3].map((n) => sheetOf(n)),
    200,
    { 'id-2': refused },
  );
  expect(await save(source)).toEqual({
    saved: [join(folder, 'id-1.xlsx'), join(folder, 'id-3.xlsx')],
    failed: [{ id: 'id-2', accountName: 'Ann', number: 2, message: 'No listing of this sheet fits it any more.' }],
    exitCode: exitCodes.failed,
  });
});

test('sheets beyond the first page were never saved', async () => {
  const { source } = hawkerOf(
    Array.from({ length: 7 }, (_, n) => sheetOf(n, n === 3 ? new Date(1) : null)),
    2,
  );
  const { saved, exitCode } = await save(source);
  expect(saved).toHaveLength(6);
  expect(await readFile(join(folder, 'id-6.xlsx'), 'utf8')).toBe('id-6');
  expect(exitCode).toBe(exitCodes.ok);
});

test('where Hawker is gone, the others are not tried', async () => {
  const gone = new CommandError(exitCodes.unreachable, 'Hawker does not answer.');
  const { source, downloaded } = hawkerOf(
    [1, 2, 3].map((n) => sheetOf(n)),
    200,
    { 'id-2': gone },
  );
  expect(await save(source)).toMatchObject({ exitCode: exitCodes.unreachable, failed: [{ id: 'id-2' }] });
  expect(downloaded).toEqual(['id-1', 'id-2']);
});

test('a file that cannot be written is told with how to get it; no other sheet is closed for nothing', async () => {
  const { source, downloaded } = hawkerOf([1, 2].map((n) => sheetOf(n)));
  const unwritable: SheetSource = {
    ...source,
    download: async (id) => ({ ...(await source.download(id)), fileName: `${'x'.repeat(300)}.xlsx` }),
  };
  const { failed, exitCode } = await save(unwritable);
  expect(failed).toMatchObject([{ id: 'id-1', message: expect.stringContaining('`--again id-1`') }]);
  expect(exitCode).toBe(exitCodes.failed);
  expect(downloaded).toEqual(['id-1']);
  expect(await readdir(folder)).toEqual([]);
});

test('one that was downloaded before is saved again by its id, and no other', async () => {
  const { source, downloaded } = hawkerOf([sheetOf(1), sheetOf(2, new Date(1)), sheetOf(3)]);
  expect((await save(source, { again: 'id-2' })).saved).toEqual([join(folder, 'id-2.xlsx')]);
  expect(downloaded).toEqual(['id-2']);
});

test('interrupted, it ends between two sheets', async () => {
  const interrupt = new AbortController();
  const { source } = hawkerOf([1, 2].map((n) => sheetOf(n)));
  const result = await save(source, { signal: interrupt.signal, onSaved: () => interrupt.abort() });
  expect(result).toMatchObject({ saved: [join(folder, 'id-1.xlsx')], exitCode: exitCodes.interrupted });
});

test('the sheets of two accounts that are called alike do not overwrite each other', async () => {
  const paths = [
    await saveBeside(folder, 'anna-s-sheet-1.xlsx', Buffer.from('of Anna S')),
    await saveBeside(folder, 'anna-s-sheet-1.xlsx', Buffer.from('of Anna-S')),
    // Whatever a server calls it, it stays in the folder.
    await saveBeside(folder, '../../anna-s-sheet-1.xlsx', Buffer.from('of elsewhere')),
  ];
  expect(paths).toEqual([
    join(folder, 'anna-s-sheet-1.xlsx'),
    join(folder, 'anna-s-sheet-1 (2).xlsx'),
    join(folder, 'anna-s-sheet-1 (3).xlsx'),
  ]);
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  expect(texts).toEqual(['of Anna S', 'of Anna-S', 'of elsewhere']);
});
