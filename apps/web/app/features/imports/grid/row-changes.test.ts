import { expect, test } from 'vitest';
import { RefusedError } from '../../../components/ask-json.ts';
import type { UploadRow } from '../upload-types.ts';
import { type ChangedCell, RowChanges } from './row-changes.ts';

const row: UploadRow = {
  ...{ position: 10, row: 1_012, cells: { title: 'Chair', price: 'free' }, errors: {}, warnings: {} },
  ...{ change: 'new', before: {}, photosAgain: false, twinRow: null, isOut: false, takenFor: null, price: null },
};

/** A server of one cell, which notes what it is asked; `refuse` has it refuse the next. */
function openChanges() {
  const asked: object[] = [];
  let text = 'free';
  let mark: ChangedCell['was']['mark'] = null;
  let refusal: Error | null = null;
  const answer = { counts: { good: 1, bad: 0, out: 0, creates: 1, updates: 0, unchanged: 0 }, rows: [], aside: {} };
  const note = (what: object) => {
    asked.push(what);
    if (refusal !== null) {
      const thrown = refusal;
      refusal = null;
      throw thrown;
    }
  };
  const changes = new RowChanges({
    save: async (change) => {
      note(change);
      const was = { text, mark };
      text = change.text;
      mark = change.mark === undefined ? 'mended' : change.mark;
      return { ...answer, asOfMs: 0, was };
    },
    saveAll: async (changes) => {
      note(changes);
      // The second cell is of a row that is left out.
      return {
        ...answer,
        asOfMs: 0,
        was: changes.map((_, index) => (index === 1 ? null : { text: 'old', mark: null })),
      };
    },
    decide: async (kind, number, isSo) => {
      note({ kind, row: number, isSo });
      return { ...answer, asOfMs: 0 };
    },
  });
  const refuse = (error: Error) => {
    refusal = error;
  };
  return { changes, asked, refuse };
}

test('the last change is taken back first, as the cell was marked, and made again', async () => {
  const { changes, asked } = openChanges();
  await changes.saveCell(row, 'price', '12');
  await changes.saveCell(row, 'price', '13');
  expect(changes.told).toBe('');
  await changes.travel('undo');
  expect(changes.told).toBe('Price of row 1,012 is “12” again.');
  await changes.travel('undo');
  expect(changes.told).toBe('Price of row 1,012 is “free” again.');
  expect(changes.may('undo')).toBe(false);
  expect(await changes.travel('undo')).toBeNull();
  expect((await changes.travel('redo'))?.change).toMatchObject({ kind: 'cell', position: 10, column: 'price' });
  const cell = { row: 1_012, column: 'price' };
  expect(asked).toEqual([
    { ...cell, text: '12' },
    { ...cell, text: '13' },
    { ...cell, text: '12', expect: '13', mark: 'mended' },
    { ...cell, text: 'free', expect: '12', mark: null },
    { ...cell, text: '12', expect: 'free' },
  ]);
});

test('after another change nothing is made again', async () => {
  const { changes } = openChanges();
  await changes.saveCell(row, 'price', '12');
  await changes.travel('undo');
  expect(changes.may('redo')).toBe(true);
  await changes.saveCell(row, 'price', '14');
  expect(changes.may('redo')).toBe(false);
});

test('a row that was left out is taken back, and left out again', async () => {
  const { changes, asked } = openChanges();
  await changes.decide('out', row, true);
  expect(changes.told).toBe('Row 1,012 is left out.');
  await changes.travel('undo');
  expect(changes.told).toBe('Row 1,012 is taken back.');
  await changes.travel('redo');
  expect(asked).toEqual([true, false, true].map((isSo) => ({ kind: 'out', row: 1_012, isSo })));
});

test('a listing that a row was to update is left alone again', async () => {
  const { changes } = openChanges();
  await changes.decide('twin', row, true);
  await changes.travel('undo');
  expect(changes.told).toBe('Row 1,012 does not update that listing any more.');
});

test('what cannot be taken back any more is in nobody’s way; after a broken connection it is tried again', async () => {
  const { changes, refuse } = openChanges();
  await changes.saveCell(row, 'price', '12');
  await changes.saveCell(row, 'price', '13');
  refuse(new Error('The connection broke.'));
  await expect(changes.travel('undo')).rejects.toThrow('The connection broke.');
  refuse(new RefusedError('conflict', 'This row is gone.'));
  await expect(changes.travel('undo')).rejects.toThrow('This row is gone.');
  await changes.travel('undo');
  expect(changes.told).toBe('Price of row 1,012 is “free” again.');
  expect([changes.may('undo'), changes.may('redo')]).toEqual([false, true]);
});

test('a hundred changes are remembered', async () => {
  const { changes } = openChanges();
  for (let n = 0; n < 120; n += 1) {
    await changes.saveCell(row, 'price', `${n}`);
  }
  let taken = 0;
  while (await changes.travel('undo')) {
    taken += 1;
  }
  expect(taken).toBe(100);
});

test('cells that are pasted together are taken back together, without those that could not be', async () => {
  const { changes, asked } = openChanges();
  const below = { ...row, row: row.row + 2, position: row.position + 2 };
  const pasted = [row, { ...row, row: row.row + 1 }, below].map((one, index) => ({
    ...{ row: one, column: 'price' as const },
    text: `${index}`,
  }));
  await changes.paste(pasted, 3);
  expect(changes.told).toBe('2 cells are pasted. 4 are not: there is no such cell here, or its row is left out.');
  asked.length = 0;
  expect((await changes.travel('undo'))?.change).toMatchObject({ kind: 'cells', position: 10, column: 'price' });
  expect(asked).toEqual([
    [
      { row: 1_012, column: 'price', text: 'old', expect: '0', mark: null },
      { row: 1_014, column: 'price', text: 'old', expect: '2', mark: null },
    ],
  ]);
  // The second cell of what is asked has been changed since.
  expect(changes.told).toBe('1 pasted cell is as before again. 1 has been changed since.');
  expect(changes.may('undo')).toBe(false);
  await changes.travel('redo');
  expect(changes.told).toBe('1 pasted cell is as pasted again. 1 has been changed since.');
});
