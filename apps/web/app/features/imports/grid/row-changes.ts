/** What a person changes in the rows, as it is asked of the server and remembered, so that it can be taken back. */

import { RefusedError } from '../../../components/ask-json.ts';
import type { Column, Counts, UploadRow } from '../upload-types.ts';
import { type CellBefore, type Change, ChangeHistory, type Direction } from './change-history.ts';
import { againWords, decisionWords } from './change-words.ts';

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
  /** Rows that say no condition; null where they are as many as before. */
  silent: number | null;
  /** By the server's clock, when the change was there. */
  asOfMs: number;
}

export interface ChangedCell extends ChangedRows {
  was: CellBefore;
}

/** About a row as a whole. */
export type Decision = Exclude<Change['kind'], 'cell'>;

/** What the server is asked for. */
export interface AskForChanges {
  save: (change: CellChange) => Promise<ChangedCell>;
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
      const changed = await this.#repeat(change, direction);
      this.#history.turn(direction);
      this.#told = againWords(change, direction);
      return { change, changed };
    } catch (problem) {
      // The row is gone, say: it stays in nobody's way. After a broken connection it may be tried again.
      if (problem instanceof RefusedError && problem.code === 'conflict') {
        this.#history.drop(direction);
      }
      throw problem;
    }
  }

  #repeat(change: Change, direction: Direction): Promise<ChangedRows> {
    const { row } = change;
    if (change.kind !== 'cell') {
      return this.#ask.decide(change.kind, row, change.isSo === (direction === 'redo'));
    }
    const { column, before, after } = change;
    return this.#ask.save(
      direction === 'undo'
        ? { row, column, text: before.text, expect: after, mark: before.mark }
        : { row, column, text: after, expect: before.text },
    );
  }
}
