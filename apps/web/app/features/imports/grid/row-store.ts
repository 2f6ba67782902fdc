/**
 * The rows of one tab of the check, as far as they have been looked at: pages come when they are wanted, what is typed
 * stands until the server has checked it, and its answer is put in place. So 100,000 rows are as quick as 50, and an
 * edited cell loads nothing again. Not a component, so that a row is redrawn without the page; and one for as long as the
 * upload is looked at, so that what is on its way survives another tab and another load of the page.
 */

import type { Column, Counts, Show, UploadRow } from '../upload-types.ts';

/** Rows of one request. */
export const pageRows = 100;
/** Pages that are kept; those farthest from what is seen go first. */
const maxPages = 40;
/** Requests at a time: whoever drags the scroll bar through the whole sheet asks for where they stop, not for all between. */
const maxLoading = 2;

export interface RowPage {
  /** Rows of the whole tab. */
  total: number;
  rows: readonly UploadRow[];
}

export interface CellChange {
  row: number;
  column: Column;
  text: string;
}

export interface ChangedRows extends Counts {
  /** The changed row, and those that share its SKU. */
  rows: readonly UploadRow[];
  /** By the server's clock, when the change was there. */
  asOfMs: number;
}

/** One tab as the page loaded it. */
export interface ShownTab {
  show: Show;
  first: RowPage;
  counts: Counts;
  /** By the server's clock, before it was read. */
  asOfMs: number;
}

interface RowStoreOptions {
  load: (show: Show, offset: number) => Promise<RowPage>;
  save: (change: CellChange) => Promise<ChangedRows>;
  /** A change was refused; what stood there stands again. */
  onRefused: (sentence: string) => void;
}

/** What is no longer of the tab stays where it was shown, and is not counted by the server. */
const belongs: Readonly<Record<Show, (row: UploadRow) => boolean>> = {
  all: () => true,
  bad: (row) => row.change === null,
  updates: (row) => row.change === 'update',
};

export class RowStore {
  readonly #options: RowStoreOptions;
  readonly #pages = new Map<number, readonly UploadRow[]>();
  /** Pages as they were before the tab was loaded again: shown until they have come anew. */
  readonly #stale = new Set<number>();
  readonly #loading = new Set<number>();
  /** Pages of the rows that have left the tab since, by position. */
  readonly #gone = new Map<number, number>();
  /** Changed while pages are on their way, which may have been read before. */
  readonly #changedMeanwhile = new Map<number, UploadRow>();
  readonly #typed = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #tab: ShownTab;
  #total: number;
  #wanted: readonly number[] = [];
  #counts: Counts;
  /** When the last change was there, by the server's clock. */
  #changedAtMs = Number.NEGATIVE_INFINITY;
  #problem: string | null = null;
  #saving: Promise<void> = Promise.resolve();
  #unsaved = 0;
  #version = 0;

  constructor(tab: ShownTab, options: RowStoreOptions) {
    this.#options = options;
    this.#tab = tab;
    this.#total = tab.first.total;
    this.#counts = tab.counts;
    this.#pages.set(0, tab.first.rows);
  }

  /** The page was loaded again, or with another tab. What was typed and is not checked yet stands all the same. */
  renew(tab: ShownTab): void {
    if (tab === this.#tab) {
      return;
    }
    if (tab.show !== this.#tab.show) {
      this.#pages.clear();
      this.#wanted = [];
    }
    // Answers that are still on their way are of the load before.
    this.#tab = tab;
    this.#loading.clear();
    this.#changedMeanwhile.clear();
    this.#gone.clear();
    this.#stale.clear();
    for (const page of this.#pages.keys()) {
      this.#stale.add(page);
    }
    this.#problem = null;
    this.#total = tab.first.total;
    this.#pages.set(0, tab.first.rows);
    // A cell that was changed while the page was loaded may not be in what was read.
    if (this.#changedAtMs >= tab.asOfMs) {
      this.#stale.add(0);
    } else {
      this.#stale.delete(0);
      this.#counts = tab.counts;
    }
    this.#forgetBehindEnd();
    this.#tell();
    this.#loadNext();
  }

  /** Changes with everything that can be seen. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get counts(): Counts {
    return this.#counts;
  }

  /** Why rows could not be loaded; `retry` tries again. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Rows of the tab. */
  get total(): number {
    return this.#total;
  }

  /** Undefined while it is not there yet. */
  rowAt(index: number): UploadRow | undefined {
    return this.#pages.get(Math.floor(index / pageRows))?.[index % pageRows];
  }

  /** Where a row is shown, by its place in the sheet; null where it is not. */
  indexOf(position: number): number | null {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex((row) => row.position === position);
      if (index !== -1) {
        return page * pageRows + index;
      }
    }
    return null;
  }

  /** What was typed and is not checked yet; undefined: nothing. */
  readonly typedIn = (row: UploadRow, column: Column): string | undefined => this.#typed.get(keyOf(row.row, column));

  /** These rows are on the screen: what is missing of them and of the page after them comes, the newest wish first. */
  want(from: number, to: number): void {
    const last = Math.max(0, Math.ceil(this.#total / pageRows) - 1);
    const pages: number[] = [];
    for (
      let page = Math.floor(from / pageRows);
      page <= Math.min(last, Math.floor((to + pageRows / 2) / pageRows));
      page += 1
    ) {
      pages.push(page);
    }
    this.#wanted = pages;
    this.#loadNext();
  }

  retry(): void {
    this.#problem = null;
    this.#tell();
    this.#loadNext();
  }

  /** Shown at once; kept when the server has checked it. One after the other, so that the last answer is the newest. */
  change(row: UploadRow, column: Column, text: string): Promise<void> {
    const key = keyOf(row.row, column);
    this.#typed.set(key, text);
    this.#unsaved += 1;
    this.#tell();
    this.#saving = this.#saving
      .then(() => this.#options.save({ row: row.row, column, text }))
      .then(({ rows, asOfMs, ...counts }) => {
        this.#counts = counts;
        this.#changedAtMs = asOfMs;
        this.#put(rows);
      })
      .catch((problem: unknown) => this.#options.onRefused(sentenceOf(problem)))
      .finally(() => {
        // Typed again meanwhile: that one is still on its way.
        if (this.#typed.get(key) === text) {
          this.#typed.delete(key);
        }
        this.#unsaved -= 1;
        this.#tell();
        this.#loadNext();
      });
    return this.#saving;
  }

  #put(rows: readonly UploadRow[]): void {
    const changed = new Map(rows.map((row) => [row.position, row]));
    for (const [page, known] of this.#pages) {
      if (known.some(({ position }) => changed.has(position))) {
        this.#keep(page, known, changed);
      }
    }
    if (this.#loading.size > 0) {
      for (const [position, row] of changed) {
        this.#changedMeanwhile.set(position, row);
      }
    }
  }

  #keep(page: number, known: readonly UploadRow[], changed: ReadonlyMap<number, UploadRow>): void {
    const rows = known.map((row) => changed.get(row.position) ?? row);
    this.#pages.set(page, rows);
    for (const row of rows) {
      if (belongs[this.#tab.show](row)) {
        this.#gone.delete(row.position);
      } else {
        this.#gone.set(row.position, page);
      }
    }
  }

  /** Where the page begins among the rows that the server still counts to the tab. */
  #offsetOf(page: number): number {
    return page * pageRows - [...this.#gone.values()].filter((at) => at < page).length;
  }

  #loadNext(): void {
    const isMissing = (page: number) => !this.#pages.has(page) || this.#stale.has(page);
    const page = this.#wanted.find((wanted) => isMissing(wanted) && !this.#loading.has(wanted));
    // A change that is under way may take a row out of the tab, and so move where a page begins.
    if (page === undefined || this.#loading.size >= maxLoading || this.#problem !== null || this.#unsaved > 0) {
      return;
    }
    this.#loading.add(page);
    const tab = this.#tab;
    const isCurrent = () => this.#tab === tab;
    this.#options
      .load(tab.show, this.#offsetOf(page))
      .then(({ total, rows }) => {
        if (!isCurrent()) {
          return;
        }
        this.#keep(page, rows, this.#changedMeanwhile);
        if (this.#stale.delete(page)) {
          this.#total = total + this.#gone.size;
          this.#forgetBehindEnd();
        }
        this.#forgetFarthest();
      })
      .catch((problem: unknown) => {
        if (isCurrent()) {
          this.#problem = sentenceOf(problem);
        }
      })
      .finally(() => {
        if (!isCurrent()) {
          return;
        }
        this.#loading.delete(page);
        if (this.#loading.size === 0) {
          this.#changedMeanwhile.clear();
        }
        this.#tell();
        this.#loadNext();
      });
    this.#loadNext();
  }

  #forgetBehindEnd(): void {
    for (const page of this.#pages.keys()) {
      if (page > 0 && page * pageRows >= this.#total) {
        this.#pages.delete(page);
        this.#stale.delete(page);
      }
    }
  }

  #forgetFarthest(): void {
    const here = this.#wanted[0] ?? 0;
    // What has left the tab is not read again: its page stays as it is.
    const kept = new Set(this.#gone.values());
    const far = [...this.#pages.keys()]
      .filter((page) => !kept.has(page))
      .sort((a, b) => Math.abs(b - here) - Math.abs(a - here));
    for (const page of far.slice(0, Math.max(0, far.length - maxPages))) {
      this.#pages.delete(page);
      this.#stale.delete(page);
    }
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

function keyOf(row: number, column: Column): string {
  return `${row} ${column}`;
}

function sentenceOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : 'The connection broke. Try again.';
}
