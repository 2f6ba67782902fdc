/** What a person changes in the rows, as it is asked of the server and remembered, so that it can be taken back. */

import { RefusedError } from '../../../components/ask-json.ts';
import type { Aside, Column, Counts, UploadRow } from '../upload-types.ts';
import { type CellBefore, type Change, type ChangedText, ChangeHistory, type Direction } from './change-history.ts';
import { againWords, decisionWords, pastedAgainWords, pastedWords } from './change-words.ts';

export interface CellChange {
  row: number;
  column: Column;
  text: string;
  /** Of a change that is taken back, or made again: what the cell must say still. */
  expect?: string;
  /** As the cell was marked before the change that is taken back. */
  mark?: CellBefore['mark'];
}

export interface ChangedRows {
  counts: Counts;
  /** The changed row, and those that share its SKU. */
  rows: readonly UploadRow[];
  /** Of what is said above the rows, that which may be otherwise now. */
  aside: Partial<Aside>;
  /** By the server's clock, when the change was there. */
  asOfMs: number;
}

export interface ChangedCell extends ChangedRows {
  was: CellBefore;
}

export interface ChangedCells extends ChangedRows {
  /** In the order of the changes; null for a cell that could not be changed. */
  was: readonly (CellBefore | null)[];
}

/** A cell that is pasted. */
export interface PastedCell {
  row: UploadRow;
  column: Column;
  text: string;
}

/** About a row as a whole. */
export type Decision = Exclude<Change['kind'], 'cell' | 'cells'>;

/** What the server is asked for. */
export interface AskForChanges {
  save: (change: CellChange) => Promise<ChangedCell>;
  saveAll: (changes: readonly CellChange[]) => Promise<ChangedCells>;
  decide: (kind: Decision, row: number, isSo: boolean) => Promise<ChangedRows>;
}

export class RowChanges {
  readonly #ask: AskForChanges;
  readonly #history = new ChangeHistory();
  #told = '';

  constructor(ask: AskForChanges) {
    this.#ask = ask;
  }

  /** What became of the last one, in a sentence; empty where it is seen at its cell. */
  get told(): string {
    return this.#told;
  }

  may(direction: Direction): boolean {
    return this.#history.next(direction) !== null;
  }

  async saveCell({ row, position }: UploadRow, column: Column, text: string): Promise<ChangedRows> {
    const changed = await this.#ask.save({ row, column, text });
    this.#history.add({ kind: 'cell', row, position, column, before: changed.was, after: text });
    this.#told = '';
    return changed;
  }

  /** `skipped`: cells of what was pasted that have no place. */
  async paste(pasted: readonly PastedCell[], skipped: number): Promise<ChangedRows> {
    const changed = await this.#ask.saveAll(pasted.map(({ row: { row }, column, text }) => ({ row, column, text })));
    const cells = pasted.flatMap(({ row: { row, position }, column, text }, index) => {
      const before = changed.was[index] ?? null;
      return before === null ? [] : [{ row, position, column, before, after: text }];
    });
    const [first] = cells;
    if (first !== undefined) {
      const { row, position, column } = first;
      this.#history.add({ kind: 'cells', row, position, column, cells });
    }
    this.#told = pastedWords({ pasted: cells.length, skipped: skipped + pasted.length - cells.length });
    return changed;
  }

  async decide(kind: Decision, { row, position }: UploadRow, isSo: boolean): Promise<ChangedRows> {
    const changed = await this.#ask.decide(kind, row, isSo);
    this.#history.add({ kind, row, position, isSo });
    this.#told = decisionWords(kind, row, isSo);
    return changed;
  }

  /** Takes the last change back, or makes it again; null where there is none. */
  async travel(direction: Direction): Promise<{ change: Change; changed: ChangedRows } | null> {
    const change = this.#history.next(direction);
    if (change === null) {
      return null;
    }
    try {
      const { changed, told } = await this.#repeat(change, direction);
      this.#history.turn(direction);
      this.#told = told;
      return { change, changed };
    } catch (problem) {
      // The row is gone, say: it stays in nobody's way. After a broken connection it may be tried again.
      if (problem instanceof RefusedError && problem.code === 'conflict') {
        this.#history.drop(direction);
      }
      throw problem;
    }
  }

  async #repeat(change: Change, direction: Direction): Promise<{ changed: ChangedRows; told: string }> {
    switch (change.kind) {
      case 'cell':
        return { changed: await this.#ask.save(again(change, direction)), told: againWords(change, direction) };
      case 'cells': {
        const changed = await this.#ask.saveAll(change.cells.map((cell) => again(cell, direction)));
        return { changed, told: pastedAgainWords(changed.was, direction) };
      }
      case 'out':
      case 'twin':
      case 'another': {
        const isSo = change.isSo === (direction === 'redo');
        const changed = await this.#ask.decide(change.kind, change.row, isSo);
        return { changed, told: decisionWords(change.kind, change.row, isSo) };
      }
    }
  }
}

function again({ row, column, before, after }: ChangedText, direction: Direction): CellChange {
  return direction === 'undo'
    ? { row, column, text: before.text, expect: after, mark: before.mark }
    : { row, column, text: after, expect: before.text };
}
