import { expect, test, vi } from 'vitest';
import type { Aside, UploadRow } from '../upload-types.ts';
import type { CellChange, ChangedCell } from './row-changes.ts';
import { pageRows } from './row-pages.ts';
import { type RowPage, RowStore, type ShownTab } from './row-store.ts';

const counts = { good: 1, bad: 0, out: 0, creates: 1, updates: 0, unchanged: 0 };
const aside: Aside = { silent: { condition: 0, sku: { taken: 0, others: 0 } }, missingImages: ['p2.jpg'] };

/** An answer to a changed cell. */
function changed(
  rows: readonly UploadRow[],
  { asOfMs = 10, about = {}, ...some }: { asOfMs?: number; about?: Partial<Aside>; bad?: number; good?: number } = {},
): ChangedCell {
  return { rows, counts: { ...counts, ...some }, aside: about, asOfMs, was: { text: '', mark: null } };
}

function rowAt(position: number, title = `Row ${position}`): UploadRow {
  return {
    ...{ position, row: position + 2, cells: { title }, errors: {}, warnings: {} },
    ...{ change: 'update', before: {}, photosAgain: false, twinRow: null, isOut: false, takenFor: null, price: null },
  };
}

function pageAt(offset: number, total: number): RowPage {
  const rows = Array.from({ length: Math.min(pageRows, total - offset) }, (_, index) => rowAt(offset + index));
  return { total, rows };
}

/** A store whose answers are given by hand. */
function openStore({ total = 10_000, show = 'all' }: { total?: number; show?: ShownTab['show'] } = {}) {
  const asked: { show: string; offset: number; answer: (page: RowPage | Error) => void }[] = [];
  const saved: { change: CellChange; answer: (changed: ChangedCell | Error) => void }[] = [];
  const refused: string[] = [];
  const answered = <T>(note: (answer: (value: T | Error) => void) => void) =>
    new Promise<T>((resolve, reject) => note((value) => (value instanceof Error ? reject(value) : resolve(value))));
  const tab: ShownTab = { show, first: pageAt(0, total), counts, aside, asOfMs: 0 };
  const store = new RowStore(tab, {
    load: (of, offset) => answered<RowPage>((answer) => asked.push({ show: of, offset, answer })),
    save: (change) => answered<ChangedCell>((answer) => saved.push({ change, answer })),
    saveAll: () => Promise.reject(new Error('No test asks for it.')),
    decide: () => Promise.reject(new Error('No test asks for it.')),
    onRefused: (sentence) => refused.push(sentence),
  });
  const give = (index: number) => asked[index]?.answer(pageAt(asked[index].offset, total));
  return { store, asked, saved, refused, give, tab };
}

/** A row that the answers of `openStore` have. */
function rowOf(store: RowStore, index: number): UploadRow {
  const row = store.rowAt(index);
  if (!row) {
    throw new Error('The first page is there from the beginning');
  }
  return row;
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
  const [first, second] = [rowOf(store, 0), rowOf(store, 1)];
  const done = store.change(first, 'sku', 'A-1');
  expect(store.typedIn(first, 'sku')).toBe('A-1');
  expect(store.isSaving).toBe(true);
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  const after = { ...second, errors: { sku: 'This SKU is in row 2 too.' } };
  saved[0]?.answer(changed([{ ...first, cells: { ...first.cells, sku: 'A-1' } }, after], { bad: 1 }));
  await done;
  expect(store.isSaving).toBe(false);
  expect(store.typedIn(first, 'sku')).toBeUndefined();
  expect(store.rowAt(0)?.cells).toEqual({ title: 'Row 0', sku: 'A-1' });
  expect(store.rowAt(1)).toBe(after);
  expect(store.counts.bad).toBe(1);
  expect(seen).toHaveBeenCalled();
});

test('changes go one after the other, and a refused one is taken back with its sentence', async () => {
  const { store, saved, refused } = openStore({ total: 3 });
  const row = rowOf(store, 0);
  void store.change(row, 'price', 'x');
  const last = store.change(row, 'price', '5');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  saved[0]?.answer(new Error('The upload has become a batch already.'));
  await vi.waitFor(() => expect(saved).toHaveLength(2));
  expect(refused).toEqual(['The upload has become a batch already.']);
  expect(store.typedIn(row, 'price')).toBe('5');
  saved[1]?.answer(changed([{ ...row, cells: { price: '5' } }]));
  await last;
  expect(store.rowAt(0)?.cells.price).toBe('5');
});

test('rows that were mended have left the tab at the server, and no row behind them is jumped over', async () => {
  const { store, asked, saved } = openStore({ total: 250, show: 'updates' });
  for (const position of [0, 1]) {
    const row = rowOf(store, position);
    const done = store.change(row, 'title', 'Chair');
    await vi.waitFor(() => expect(saved).toHaveLength(position + 1));
    saved[position]?.answer(changed([{ ...row, change: 'unchanged' }]));
    await done;
  }
  store.want(100, 120);
  await vi.waitFor(() => expect(asked.map(({ offset }) => offset)).toEqual([98]));
});

test('a page that was on its way while a cell was changed does not bring back what stood there', async () => {
  const { store, asked, saved } = openStore({ total: 250 });
  store.want(100, 120);
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
  const row = rowOf(store, 0);
  const done = store.change(row, 'sku', 'A-1');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  const other = { ...rowAt(150), errors: { sku: 'This SKU is in row 2 too.' } };
  saved[0]?.answer(changed([row, other]));
  await done;
  asked[0]?.answer(pageAt(100, 250));
  await vi.waitFor(() => expect(store.rowAt(150)).toBe(other));
});

test('a page that is loaded again while a cell is open neither loses what was typed nor puts another row in its place', async () => {
  const { store, saved } = openStore({ total: 3, show: 'bad' });
  const open = rowOf(store, 2);
  // A picture came: the rows above it have nothing to mend any more.
  store.renew({ show: 'bad', first: { total: 1, rows: [open] }, counts: { ...counts, bad: 1 }, aside, asOfMs: 20 });
  expect(store.total).toBe(1);
  expect(store.indexOf(open.position)).toBe(0);
  const done = store.change(open, 'title', 'Chair');
  store.renew({ show: 'bad', first: { total: 1, rows: [open] }, counts: { ...counts, bad: 1 }, aside, asOfMs: 30 });
  expect(store.typedIn(open, 'title')).toBe('Chair');
  await vi.waitFor(() =>
    expect(saved.map(({ change }) => change)).toEqual([{ row: 4, column: 'title', text: 'Chair' }]),
  );
  saved[0]?.answer(changed([{ ...open, cells: { title: 'Chair' }, change: 'new' }], { asOfMs: 40 }));
  await done;
  expect(store.rowAt(0)?.cells.title).toBe('Chair');
  expect(store.indexOf(0)).toBeNull();
});

test('rows far down stand as they were until they have come anew', async () => {
  const { store, asked, give } = openStore({ total: 250 });
  store.want(120, 140);
  give(0);
  await vi.waitFor(() => expect(store.rowAt(120)).toBeDefined());
  store.renew({ show: 'all', first: pageAt(0, 250), counts, aside, asOfMs: 20 });
  expect(store.rowAt(120)?.cells.title).toBe('Row 120');
  expect(asked.map(({ offset }) => offset)).toEqual([100, 100]);
  asked[1]?.answer({ total: 250, rows: pageAt(100, 250).rows.map((row) => ({ ...row, cells: { title: 'Anew' } })) });
  await vi.waitFor(() => expect(store.rowAt(120)?.cells.title).toBe('Anew'));
  store.renew({ show: 'all', first: pageAt(0, 90), counts, aside, asOfMs: 30 });
  expect(store.rowAt(120)).toBeUndefined();
});

test('a cell that was changed while the page was loaded is not put back to what stood there', async () => {
  const { store, asked, saved } = openStore({ total: 3 });
  const row = rowOf(store, 0);
  const done = store.change(row, 'title', 'Chair');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  const after = { ...row, cells: { title: 'Chair' } };
  saved[0]?.answer(changed([after], { good: 3, asOfMs: 25 }));
  await done;
  // It was read before, and comes after.
  store.renew({ show: 'all', first: pageAt(0, 3), counts, aside, asOfMs: 20 });
  store.want(0, 2);
  expect(store.counts.good).toBe(3);
  expect(asked.map(({ offset }) => offset)).toEqual([0]);
  asked[0]?.answer({ total: 3, rows: [after, rowAt(1), rowAt(2)] });
  await vi.waitFor(() => expect(store.rowAt(0)?.cells.title).toBe('Chair'));
});

test('an answer for the tab before is not taken for one of this tab', async () => {
  const { store, asked } = openStore({ total: 250 });
  store.want(120, 140);
  store.renew({ show: 'bad', first: pageAt(0, 250), counts, aside, asOfMs: 20 });
  store.want(120, 140);
  expect(asked.map(({ show, offset }) => `${show} ${offset}`)).toEqual(['all 100', 'bad 100']);
  asked[0]?.answer({ total: 250, rows: [rowAt(100, 'Of the tab before')] });
  asked[1]?.answer(pageAt(100, 250));
  await vi.waitFor(() => expect(store.rowAt(100)?.cells.title).toBe('Row 100'));
});

test('a row that is to be mended again comes to the tab that did not have it', async () => {
  const { store, asked, saved } = openStore({ total: 3 });
  const row = rowOf(store, 0);
  const done = store.change(row, 'title', 'Chair');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  saved[0]?.answer(changed([row], { asOfMs: 15 }));
  await done;
  store.renew({ show: 'bad', first: { total: 0, rows: [] }, counts, aside, asOfMs: 20 });
  const undone = store.travel('undo');
  await vi.waitFor(() => expect(saved).toHaveLength(2));
  const bad = { ...row, change: null };
  saved[1]?.answer(changed([bad], { asOfMs: 25, bad: 1 }));
  await vi.waitFor(() => expect(asked.map(({ show, offset }) => `${show} ${offset}`)).toEqual(['bad 0']));
  asked[0]?.answer({ total: 1, rows: [bad] });
  expect(await undone).toMatchObject({ position: row.position });
  expect([store.total, store.indexOf(row.position)]).toEqual([1, 0]);
});

test('the box of missing pictures stood there after the cell was mended', async () => {
  const { store, saved } = openStore();
  const before = store.aside;
  const mended = store.change(rowOf(store, 0), 'images', 'p1.jpg');
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  saved[0]?.answer(changed([rowAt(0)], { about: { missingImages: [] } }));
  await mended;
  expect(store.aside).toEqual({ ...before, missingImages: [] });
  // What is loaded anew counts from when it is drawn.
  const again = { show: 'all', first: pageAt(0, 3), counts, aside: before, asOfMs: 20 } as const;
  expect(store.asideIn(again)).toBe(before);
  store.renew(again);
  expect(store.aside).toBe(before);
});
