/** Places in the grid, and the keys that lead from one to another. Pure. */

/** The head of a row, where it can be left out, is before its first column. */
export const headColumn = -1;

/** A cell by its place among the rows that are shown and the columns that are shown. */
export interface Place {
  row: number;
  column: number;
}

/** Rows that Page Up and Page Down jump over. */
const jump = 15;

/** Where a key leads from a place, not yet kept within the grid; null: nowhere. */
export function targetOf(key: string, isFar: boolean, { row, column }: Place, size: { rows: number; columns: number }) {
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

/** Within the columns, or the head before them. */
export function clampColumn(column: number, count: number): number {
  return Math.max(headColumn, Math.min(column, count - 1));
}

export function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}

/** The place that a cell of the grid carries. */
export function placeIn(element: Element): Place | null {
  const cell = element.closest<HTMLElement>('[data-row][data-column]');
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
}
