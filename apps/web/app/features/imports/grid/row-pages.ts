/** The pages of one tab that are there, by number: which are shown although they come anew, and where each begins at the server. */

import type { UploadRow } from '../upload-types.ts';

/** Rows of one request. */
export const pageRows = 100;
/** Pages that are kept; those farthest from what is seen go first. */
const maxPages = 40;

export type ChangedByPosition = ReadonlyMap<number, UploadRow>;

export class RowPages {
  readonly #pages = new Map<number, readonly UploadRow[]>();
  /** As they were before the tab was loaded again: shown until they have come anew. */
  readonly #stale = new Set<number>();
  /** Pages of the rows that have left the tab since, by position. */
  readonly #gone = new Map<number, number>();
  /** Whether a row is of the tab; what is no longer of it stays where it was shown, and is not counted by the server. */
  #belongs: (row: UploadRow) => boolean;
  /** Rows of the whole tab. */
  #total: number;

  constructor(belongs: (row: UploadRow) => boolean, first: { total: number; rows: readonly UploadRow[] }) {
    this.#belongs = belongs;
    this.#total = first.total;
    this.#pages.set(0, first.rows);
  }

  get total(): number {
    return this.#total;
  }

  rowAt(index: number): UploadRow | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  indexOf(position: number): number | null {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex((row) => row.position === position);
      if (index !== -1) {
        return page * pageRows + index;
      }
    }
    return null;
  }

  isWanting(page: number): boolean {
    return !this.#pages.has(page) || this.#stale.has(page);
  }

  /** Where the page begins among the rows that the server still counts to the tab. */
  offsetOf(page: number): number {
    return page * pageRows - [...this.#gone.values()].filter((at) => at < page).length;
  }

  /** Of the same tab, read again: the other pages come anew when they are wanted. */
  renew(first: { total: number; rows: readonly UploadRow[] }, isOld: boolean): void {
    this.#gone.clear();
    for (const page of this.#pages.keys()) {
      this.#stale.add(page);
    }
    this.#pages.set(0, first.rows);
    if (!isOld) {
      this.#stale.delete(0);
    }
    this.#setTotal(first.total);
  }

  /** Another tab: nothing of the one before is shown. */
  replace(belongs: (row: UploadRow) => boolean): void {
    this.#belongs = belongs;
    this.#pages.clear();
    this.#stale.clear();
  }

  /** A page has come; `changed` rows are newer than what was read. */
  take(page: number, { total, rows }: { total: number; rows: readonly UploadRow[] }, changed: ChangedByPosition): void {
    this.#keep(page, rows, changed);
    if (this.#stale.delete(page)) {
      this.#setTotal(total + this.#gone.size);
    }
  }

  /** Puts changed rows where they are shown. */
  put(changed: ChangedByPosition): void {
    for (const [page, known] of this.#pages) {
      if (known.some(({ position }) => changed.has(position))) {
        this.#keep(page, known, changed);
      }
    }
  }

  /** Keeps a bounded number of rows. */
  forgetFarthestFrom(here: number): void {
    // What has left the tab is not read again: its page stays as it is.
    const kept = new Set(this.#gone.values());
    const far = [...this.#pages.keys()]
      .filter((page) => !kept.has(page))
      .sort((a, b) => Math.abs(b - here) - Math.abs(a - here));
    for (const page of far.slice(0, Math.max(0, far.length - maxPages))) {
      this.#forget(page);
    }
  }

  #keep(page: number, known: readonly UploadRow[], changed: ChangedByPosition): void {
    const rows = known.map((row) => changed.get(row.position) ?? row);
    this.#pages.set(page, rows);
    for (const row of rows) {
      if (this.#belongs(row)) {
        this.#gone.delete(row.position);
      } else {
        this.#gone.set(row.position, page);
      }
    }
  }

  #setTotal(total: number): void {
    this.#total = total;
    for (const page of this.#pages.keys()) {
      if (page > 0 && page * pageRows >= total) {
        this.#forget(page);
      }
    }
  }

  #forget(page: number): void {
    this.#pages.delete(page);
    this.#stale.delete(page);
  }
}
