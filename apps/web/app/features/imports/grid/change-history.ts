/** What was changed in the rows since the upload was opened, to be taken back and made again one by one. Pure. */

import type { Column, UploadRow } from '../upload-types.ts';

/** A cell as it was before, with where its text was from. */
export interface CellBefore {
  text: string;
  mark: 'mended' | 'filled' | null;
}

interface OfRow {
  row: UploadRow['row'];
  /** By which it is found where it is shown. */
  position: UploadRow['position'];
}

export type ChangedText = OfRow & { column: Column; before: CellBefore; after: string };

export type Change =
  | (ChangedText & { kind: 'cell' })
  /** Pasted together; the row is that of the first. */
  | (OfRow & { kind: 'cells'; column: Column; cells: readonly ChangedText[] })
  /** Whether the row is out, shall change the listing of its twin, or is another listing than its title says, from then on. */
  | (OfRow & { kind: 'out' | 'twin' | 'another'; isSo: boolean });

export type Direction = 'undo' | 'redo';

/** Of a whole day's mending nobody takes back more. */
const maxChanges = 100;

export class ChangeHistory {
  #undo: readonly Change[] = [];
  #redo: readonly Change[] = [];

  /** Something was changed: what was taken back before cannot be made again. */
  add(change: Change): void {
    this.#undo = [...this.#undo, change].slice(-maxChanges);
    this.#redo = [];
  }

  /** What would be taken back or made again; null where there is nothing. */
  next(direction: Direction): Change | null {
    return this.#of(direction).at(-1) ?? null;
  }

  /** It was taken back, or made again: it can be done the other way now. */
  turn(direction: Direction): void {
    const change = this.drop(direction);
    if (change === null) {
      return;
    }
    if (direction === 'undo') {
      this.#redo = [...this.#redo, change];
    } else {
      this.#undo = [...this.#undo, change];
    }
  }

  /** It cannot be done any more. */
  drop(direction: Direction): Change | null {
    const change = this.next(direction);
    if (direction === 'undo') {
      this.#undo = this.#undo.slice(0, -1);
    } else {
      this.#redo = this.#redo.slice(0, -1);
    }
    return change;
  }

  #of(direction: Direction): readonly Change[] {
    return direction === 'undo' ? this.#undo : this.#redo;
  }
}
