import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** A cell by its place among the rows that are shown and the columns that are shown. */
export interface Place {
  row: number;
  column: number;
}

interface GridKeysOptions {
  box: RefObject<HTMLElement | null>;
  rows: number;
  columns: number;
  /** Whether its row is there and may be changed. */
  canEdit: (place: Place) => boolean;
  /** What stands in the cell, to begin with. */
  textAt: (place: Place) => string;
  keep: (place: Place, text: string) => void;
}

export interface GridKeys {
  /** The one cell that Tab reaches. */
  active: Place;
  /** What is typed in it; null: it is not being edited. */
  draft: string | null;
  setDraft: (text: string) => void;
  /** A press with the pointer opens the cell at once. */
  open: (place: Place) => void;
  /** The field lost the focus. */
  leave: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
}

/** Rows that Page Up and Page Down jump over. */
const jump = 15;

/**
 * The keys of a spreadsheet: arrows, Home, End and the page keys go from cell to cell; Enter, F2 or just typing opens
 * one; Enter and Tab keep what was typed, Escape does not. Tab leaves the grid while nothing is open.
 */
export function useGridKeys({ box, rows, columns, canEdit, textAt, keep }: GridKeysOptions): GridKeys {
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [draft, setDraft] = useState<string | null>(null);
  const moved = useRef(false);
  // A field that is taken off the page may still tell that it lost the focus, after Escape too.
  const isOpen = useRef(false);
  const active = { row: Math.min(at.row, Math.max(0, rows - 1)), column: Math.min(at.column, columns - 1) };

  // After it is drawn: a cell far away is put on the page only because it is the active one.
  useEffect(() => {
    if (moved.current && draft === null) {
      moved.current = false;
      const cell = box.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  });

  const go = (row: number, column: number) => {
    moved.current = true;
    setAt({ row: clamp(row, rows), column: clamp(column, columns) });
  };
  /** To the cell after or before, over the end of a row too. */
  const step = (by: 1 | -1) => {
    const next = clamp(active.row * columns + active.column + by, rows * columns);
    go(Math.floor(next / columns), next % columns);
  };
  const close = (kept: boolean) => {
    if (isOpen.current && kept && draft !== null && draft.trim() !== textAt(active)) {
      keep(active, draft);
    }
    isOpen.current = false;
    setDraft(null);
  };
  const edit = (place: Place, text: string) => {
    setAt(place);
    if (canEdit(place)) {
      isOpen.current = true;
      setDraft(text);
    }
  };

  const onEditKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      close(true);
      go(active.row, active.column);
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
    if (draft !== null) {
      onEditKey(event);
      return;
    }
    const isShortcut = event.ctrlKey || event.metaKey;
    const target = targetOf(event.key, isShortcut, active, { rows, columns });
    if (target !== null) {
      event.preventDefault();
      go(target.row, target.column);
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      edit(active, textAt(active));
    } else if (event.key.length === 1 && event.key !== ' ' && !isShortcut && !event.altKey) {
      // Typed over what stands there, as in a spreadsheet; and not a shortcut of the page.
      event.preventDefault();
      edit(active, event.key);
    }
  };

  return {
    active,
    draft,
    setDraft,
    open: (place) => edit(place, textAt(place)),
    leave: () => close(true),
    onKeyDown,
    onFocus: (event) => {
      const place = placeOf(event.target);
      if (place !== null && draft === null) {
        setAt(place);
      }
    },
  };
}

function targetOf(key: string, isFar: boolean, { row, column }: Place, size: { rows: number; columns: number }) {
  switch (key) {
    case 'ArrowUp':
      return { row: isFar ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: isFar ? size.rows : row + 1, column };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: isFar ? size.columns : column + 1 };
    case 'PageUp':
      return { row: row - jump, column };
    case 'PageDown':
      return { row: row + jump, column };
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 };
    case 'End':
      return { row: isFar ? size.rows : row, column: size.columns };
    default:
      return null;
  }
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}

/** The place that a cell of the grid carries. */
function placeOf(element: Element): Place | null {
  const cell = element.closest<HTMLElement>('[data-row][data-column]');
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}
