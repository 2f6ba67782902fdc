import { expect, test, vi } from 'vitest';
import type { UploadRow } from '../upload-types.ts';
import { type CellChange, type ChangedRows, pageRows, type RowPage, RowStore } from './row-store.ts';

const counts = { good: 1, bad: 0, creates: 1, updates: 0, unchanged: 0 };

function rowAt(position: number, title = `Row ${position}`): UploadRow {
  return { position, row: position + 2, cells: { title }, errors: {}, warnings: {}, change: 'new', before: {} };
}

function pageAt(offset: number, total: number): RowPage {
  const rows = Array.from({ length: Math.min(pageRows, total - offset) }, (_, index) => rowAt(offset + index));
  return { total, rows };
}

/** A store whose answers are given by hand. */
function openStore({
  total = 10_000,
  belongs = () => true,
}: {
  total?: number;
  belongs?: (row: UploadRow) => boolean;
} = {}) {
  const asked: { offset: number; answer: (page: RowPage | Error) => void }[] = [];
  const saved: { change: CellChange; answer: (changed: ChangedRows | Error) => void }[] = [];
  const refused: string[] = [];
  const answered = <T>(note: (answer: (value: T | Error) => void) => void) =>
    new Promise<T>((resolve, reject) => note((value) => (value instanceof Error ? reject(value) : resolve(value))));
  const store = new RowStore({
    first: pageAt(0, total),
    counts,
    belongs,
    load: (offset) => answered<RowPage>((answer) => asked.push({ offset, answer })),
    save: (change) => answered<ChangedRows>((answer) => saved.push({ change, answer })),
    onRefused: (sentence) => refused.push(sentence),
  });
  const give = (index: number) => asked[index]?.answer(pageAt(asked[index].offset, total));
  return { store, asked, saved, refused, give };
}

test('asks for what is seen and a little more, and for nothing twice', async () => {
  const { store, asked, give } = openStore();
  store.want(0, 30);
  expect(asked).toEqual([]);
  store.want(60, 90);
  store.want(61, 91);
  expect(asked.map(({ offset }) => offset)).toEqual([100]);
  expect(store.rowAt(100)).toBeUndefined();
  give(0);
  await vi.waitFor(() => expect(store.rowAt(100)?.position).toBe(100));
});

test('whoever drags through the whole sheet gets where they stopped, not what is between', async () => {
  const { store, asked, give } = openStore();
  for (let at = 200; at <= 9_000; at += 200) {
    store.want(at, at + 30);
  }
  expect(asked.map(({ offset }) => offset)).toEqual([200, 400]);
  give(0);
  await vi.waitFor(() => expect(asked.map(({ offset }) => offset)).toEqual([200, 400, 9_000]));
  give(2);
  await vi.waitFor(() => expect(store.rowAt(9_000)?.position).toBe(9_000));
});

test('keeps a bounded number of rows', async () => {
  const { store, asked, give } = openStore({ total: 100_000 });
  for (let page = 1; page <= 60; page += 1) {
    store.want(page * pageRows, page * pageRows + 10);
    give(asked.length - 1);
    await vi.waitFor(() => expect(store.rowAt(page * pageRows)).toBeDefined(), { interval: 1 });
  }
  expect(store.rowAt(0)).toBeUndefined();
  const kept = Array.from({ length: 61 }, (_, page) => page).filter((page) => store.rowAt(page * pageRows));
  expect(kept).toHaveLength(40);
});

test('what cannot be loaded is said, and tried again when asked', async () => {
  const { store, asked, give } = openStore();
  store.want(500, 520);
  asked[0]?.answer(new Error('The connection broke.'));
  await vi.waitFor(() => expect(store.problem).toBe('The connection broke.'));
  store.want(500, 521);
  expect(asked).toHaveLength(1);
  store.retry();
  give(1);
  await vi.waitFor(() => expect(store.rowAt(500)?.position).toBe(500));
  expect(store.problem).toBeNull();
});

test('what was typed stands until it is checked; the answer patches the rows that it names and the counts', async () => {
  const { store, saved } = openStore({ total: 3 });
  const seen = vi.fn();
  store.subscribe(seen);
  const [first, second] = [store.rowAt(0), store.rowAt(1)];
  if (!first || !second) {
    throw new Error('The first page is there from the beginning');
  }
  const done = store.change(first, 'sku', 'A-1');
  expect(store.typedIn(first, 'sku')).toBe('A-1');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  const after = { ...second, errors: { sku: 'This SKU is in row 2 too.' } };
  saved[0]?.answer({ ...counts, bad: 1, rows: [{ ...first, cells: { ...first.cells, sku: 'A-1' } }, after] });
  await done;
  expect(store.typedIn(first, 'sku')).toBeUndefined();
  expect(store.rowAt(0)?.cells).toEqual({ title: 'Row 0', sku: 'A-1' });
  expect(store.rowAt(1)).toBe(after);
  expect(store.counts.bad).toBe(1);
  expect(seen).toHaveBeenCalled();
});

test('changes go one after the other, and a refused one is taken back with its sentence', async () => {
  const { store, saved, refused } = openStore({ total: 3 });
  const row = store.rowAt(0);
  if (!row) {
    throw new Error('The first page is there from the beginning');
  }
  void store.change(row, 'price', 'x');
  const last = store.change(row, 'price', '5');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  saved[0]?.answer(new Error('The upload has become a batch already.'));
  await vi.waitFor(() => expect(saved).toHaveLength(2));
  expect(refused).toEqual(['The upload has become a batch already.']);
  expect(store.typedIn(row, 'price')).toBe('5');
  saved[1]?.answer({ ...counts, rows: [{ ...row, cells: { price: '5' } }] });
  await last;
  expect(store.rowAt(0)?.cells.price).toBe('5');
});

test('rows that were mended have left the tab at the server, and no row behind them is jumped over', async () => {
  const { store, asked, saved } = openStore({ total: 250, belongs: (row) => row.cells.title !== 'Chair' });
  for (const position of [0, 1]) {
    const row = store.rowAt(position);
    if (!row) {
      throw new Error('The first page is there from the beginning');
    }
    const done = store.change(row, 'title', 'Chair');
    await vi.waitFor(() => expect(saved).toHaveLength(position + 1));
    saved[position]?.answer({ ...counts, rows: [{ ...row, cells: { title: 'Chair' } }] });
    await done;
  }
  store.want(100, 120);
  await vi.waitFor(() => expect(asked.map(({ offset }) => offset)).toEqual([98]));
});

test('a page that was on its way while a cell was changed does not bring back what stood there', async () => {
  const { store, asked, saved } = openStore({ total: 250 });
  store.want(100, 120);
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  const row = store.rowAt(0);
  if (!row) {
    throw new Error('The first page is there from the beginning');
  }
  const done = store.change(row, 'sku', 'A-1');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  const other = { ...rowAt(150), errors: { sku: 'This SKU is in row 2 too.' } };
  saved[0]?.answer({ ...counts, rows: [row, other] });
  await done;
  asked[0]?.answer(pageAt(100, 250));
  await vi.waitFor(() => expect(store.rowAt(150)).toBe(other));
});
