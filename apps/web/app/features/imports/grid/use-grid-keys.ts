import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Column, UploadRow } from '../upload-types.ts';
import { clamp, clampColumn, type Place, placeIn, targetOf } from './grid-places.ts';

/** A cell by what it is, wherever it is shown. */
export interface Cell {
  row: UploadRow;
  column: Column;
}

interface GridKeysOptions {
  box: RefObject<HTMLElement | null>;
  rows: number;
  columns: number;
  /** Null while its row is not there. */
  cellAt: (place: Place) => Cell | null;
  /** Null where the cell is not shown any more. */
  placeOf: (cell: Cell) => Place | null;
  /** What stands in the cell, to begin with. */
  textOf: (cell: Cell) => string;
  keep: (cell: Cell, text: string) => void;
}

/** A cell that is being changed. */
interface Open {
  cell: Cell;
  /** What stood there. */
  before: string;
  draft: string;
}

/** What Tab reaches: the active cell, or the button in the head of its row. */
const activeCell = '[role="gridcell"][tabindex="0"], [role="rowheader"] [tabindex="0"]';

export interface GridKeys {
  /** The one cell that Tab reaches. */
  active: Place;
  /** What is typed in it; null: it is not being edited. */
  draft: string | null;
  setDraft: (text: string) => void;
  /** A press with the pointer opens the cell at once. */
  press: (target: EventTarget) => void;
  /** Something was changed there: it is made the active cell, and brought into sight. */
  show: (place: Place) => void;
  /** The field lost the focus. */
  leave: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
}

/**
 * The keys of a spreadsheet: arrows, Home, End and the page keys go from cell to cell; Enter, F2 or just typing opens
 * one. In an open one Enter keeps what was typed and goes down a row, with Shift up; Tab keeps it and goes right, with
 * Shift left; Escape leaves the cell as it was; in a row that is left out nothing is typed; Alt+Enter begins a line in a text that may have several. Tab leaves the
 * grid while nothing is open. An open cell is remembered by its row, not by its place: rows above it may go.
 */
export function useGridKeys(options: GridKeysOptions): GridKeys {
  const { box, rows, columns, cellAt, placeOf, textOf, keep } = options;
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [open, setOpen] = useState<Open | null>(null);
  const moved = useRef<boolean | 'seen'>(false);
  // A row that comes takes the place of the one that stood for it, and would take the focus along.
  const hasFocus = useRef(false);
  const wasThere = useRef(true);
  // A field that is taken off the page may still tell that it lost the focus, after Escape too.
  const isOpen = useRef(false);
  const where = open === null ? null : placeOf(open.cell);
  const active = where ?? { row: Math.min(at.row, Math.max(0, rows - 1)), column: Math.min(at.column, columns - 1) };

  const isThere = cellAt({ ...active, column: Math.max(0, active.column) }) !== null;
  // After it is drawn: a cell far away is put on the page only because it is the active one, and again when its row has come.
  useEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    const hasCome = hasFocus.current && isThere && !wasThere.current;
    wasThere.current = isThere;
    if ((moved.current || isLost || hasCome) && open === null) {
      // What was changed by a button elsewhere is seen, and the focus stays at the button.
      const takesFocus = moved.current !== 'seen';
      moved.current = false;
      const cell = box.current?.querySelector<HTMLElement>(activeCell);
      if (takesFocus) {
        cell?.focus({ preventScroll: true });
      }
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  });

  const go = (row: number, column: number) => {
    moved.current = true;
    setAt({ row: clamp(row, rows), column: clampColumn(column, columns) });
  };
  /** To the cell after or before, over the end of a row too. */
  const step = (by: 1 | -1) => {
    const next = clamp(active.row * columns + active.column + by, rows * columns);
    go(Math.floor(next / columns), next % columns);
  };
  const keepOpen = () => {
    if (isOpen.current && open !== null && open.draft.trim() !== open.before) {
      keep(open.cell, open.draft);
    }
    isOpen.current = false;
  };
  // Another tab was asked for a moment ago and takes the place of this one: its field is gone without having lost the focus.
  const atEnd = useRef(keepOpen);
  useEffect(() => {
    atEnd.current = keepOpen;
  });
  useEffect(() => () => atEnd.current(), []);
  const close = (isKept: boolean) => {
    if (isKept) {
      keepOpen();
    }
    isOpen.current = false;
    setAt(active);
    setOpen(null);
  };
  const edit = (place: Place, typed?: string) => {
    setAt(place);
    const cell = cellAt(place);
    if (cell !== null && !cell.row.isOut) {
      const before = textOf(cell);
      isOpen.current = true;
      setOpen({ cell, before, draft: typed ?? before });
    }
  };
  const setDraft = (draft: string) => setOpen((before) => before && { ...before, draft });
  // Its row has left what is shown: nobody could see any more where the words go. They are kept where they belong.
  useEffect(() => {
    if (open !== null && where === null) {
      close(true);
    }
  });

  const onEditKey = (event: KeyboardEvent) => {
    // Enter chooses a word while one is being composed, and Escape calls it off.
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Enter' && event.altKey) {
      event.preventDefault();
      if (event.target instanceof HTMLTextAreaElement) {
        const { target } = event;
        target.setRangeText('\n', target.selectionStart, target.selectionEnd, 'end');
        setDraft(target.value);
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      close(true);
      go(active.row + (event.shiftKey ? -1 : 1), active.column);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close(false);
      go(active.row, active.column);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      close(true);
      step(event.shiftKey ? -1 : 1);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (open !== null) {
      onEditKey(event);
      return;
    }
    // A button in a cell has its own keys.
    if (event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) {
      return;
    }
    const isShortcut = event.ctrlKey || event.metaKey;
    const target = targetOf(event.key, isShortcut, active, { rows, columns });
    if (target !== null) {
      event.preventDefault();
      go(target.row, target.column);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      edit(active);
    } else if (event.key.length === 1 && event.key !== ' ' && !isShortcut && !event.altKey) {
      // Typed over what stands there, as in a spreadsheet; and not a shortcut of the page.
      event.preventDefault();
      edit(active, event.key);
    }
  };

  return {
    active,
    draft: open === null || where === null ? null : open.draft,
    setDraft,
    press: (target) => {
      const place = target instanceof Element && target.closest('button') === null ? placeIn(target) : null;
      if (place !== null) {
        edit(place);
      }
    },
    show: (place) => {
      moved.current = hasFocus.current ? true : 'seen';
      setAt(place);
    },
    leave: () => close(true),
    onKeyDown,
    onBlur: () => {
      hasFocus.current = false;
    },
    onFocus: (event) => {
      hasFocus.current = true;
      const place = placeIn(event.target);
      if (place !== null && open === null) {
        setAt(place);
      }
    },
  };
}
