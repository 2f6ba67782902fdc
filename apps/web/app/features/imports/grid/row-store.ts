/**
 * The rows of one tab of the check, as far as they have been looked at: pages come when they are wanted, what is typed
 * stands until the server has checked it, and its answer is put in place. So 100,000 rows are as quick as 50, and an
 * edited cell loads nothing again. Not a component, so that a row is redrawn without the page; and one for as long as the
 * upload is looked at, so that what is on its way survives another tab and another load of the page.
 */

import type { Aside, Column, Counts, Show, UploadRow } from '../upload-types.ts';
import type { Change, Direction } from './change-history.ts';
import { type AskForChanges, type ChangedRows, type PastedCell, RowChanges } from './row-changes.ts';
import { pageRows, RowPages } from './row-pages.ts';

/** Requests at a time: whoever drags the scroll bar through the whole sheet asks for where they stop, not for all between. */
const maxLoading = 2;

export interface RowPage {
  /** Rows of the whole tab. */
  total: number;
  rows: readonly UploadRow[];
}

/** One tab as the page loaded it. */
export interface ShownTab {
  show: Show;
  first: RowPage;
  counts: Counts;
  aside: Aside;
  /** By the server's clock, before it was read. */
  asOfMs: number;
}

interface RowStoreOptions extends AskForChanges {
  load: (show: Show, offset: number) => Promise<RowPage>;
  /** A change was refused; what stood there stands again. */
  onRefused: (sentence: string) => void;
}

/** Whether a row is of the tab. */
const belongs: Readonly<Record<Show, (row: UploadRow) => boolean>> = {
  all: () => true,
  bad: (row) => row.change === null && !row.isOut,
  updates: (row) => row.change === 'update',
  out: (row) => row.isOut,
  taken: (row) => row.takenFor !== null,
};

export class RowStore {
  readonly #options: RowStoreOptions;
  readonly #pages: RowPages;
  readonly #loading = new Set<number>();
  /** Changed while pages are on their way, which may have been read before. */
  readonly #changedMeanwhile = new Map<number, UploadRow>();
  readonly #typed = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #tab: ShownTab;
  #wanted: readonly number[] = [];
  #counts: Counts;
  #aside: Aside;
  readonly #changes: RowChanges;
  /** Rows of the last answer. */
  #changed: readonly UploadRow[] = [];
  /** When the last change was there, by the server's clock. */
  #changedAtMs = Number.NEGATIVE_INFINITY;
  #problem: string | null = null;
  #saving: Promise<void> = Promise.resolve();
  #unsaved = 0;
  #version = 0;

  constructor(tab: ShownTab, options: RowStoreOptions) {
    this.#options = options;
    this.#changes = new RowChanges(options);
    this.#tab = tab;
    this.#pages = new RowPages(belongs[tab.show], tab.first);
    this.#counts = tab.counts;
    this.#aside = tab.aside;
  }

  /** The page was loaded again, or with another tab. What was typed and is not checked yet stands all the same. */
  renew(tab: ShownTab): void {
    if (tab === this.#tab) {
      return;
    }
    if (tab.show !== this.#tab.show) {
      this.#pages.replace(belongs[tab.show]);
      this.#wanted = [];
    }
    // Answers that are still on their way are of the load before.
    this.#tab = tab;
    this.#loading.clear();
    this.#changedMeanwhile.clear();
    this.#problem = null;
    // A cell that was changed while the page was loaded may not be in what was read.
    const isOld = this.#changedAtMs >= tab.asOfMs;
    this.#pages.renew(tab.first, isOld);
    if (!isOld) {
      this.#counts = tab.counts;
      this.#aside = tab.aside;
    }
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

  get aside(): Aside {
    return this.#aside;
  }

  /** The same where the page draws a load that is taken up only once it is drawn: what goes and what comes is seen at once. */
  asideIn(tab: ShownTab): Aside {
    return tab === this.#tab ? this.#aside : tab.aside;
  }

  /** What became of the last change, in a sentence; empty where it is seen at its cell. */
  get told(): string {
    return this.#changes.told;
  }

  /** Whether there is something to take back, or to make again; what is on its way to the server may be taken back soon. */
  may(direction: Direction): boolean {
    return this.#changes.may(direction) || (direction === 'undo' && this.isSaving);
  }

  /** Whether something that was typed is not at the server yet. */
  get isSaving(): boolean {
    return this.#unsaved > 0;
  }

  /** Why rows could not be loaded; `retry` tries again. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Rows of the tab. */
  get total(): number {
    return this.#pages.total;
  }

  /** Undefined while it is not there yet. */
  rowAt(index: number): UploadRow | undefined {
    return this.#pages.rowAt(index);
  }

  /** What stands for a row that is not there yet; among all rows it is known which one will come. */
  placeholderKey(index: number): number | string {
    return this.#tab.show === 'all' ? index : `place ${index}`;
  }

  /** Where a row is shown, by its place in the sheet; null where it is not. */
  indexOf(position: number): number | null {
    return this.#pages.indexOf(position);
  }

  /** What was typed and is not checked yet; undefined: nothing. */
  readonly typedIn = (row: UploadRow, column: Column): string | undefined => this.#typed.get(keyOf(row.row, column));

  /** These rows are on the screen: what is missing of them and of the page after them comes, the newest wish first. */
  want(from: number, to: number): void {
    const last = Math.max(0, Math.ceil(this.total / pageRows) - 1);
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

  /** Shown at once; kept when the server has checked it. */
  change(row: UploadRow, column: Column, text: string): Promise<void> {
    return this.#sendTyped([{ row, column, text }], () => this.#changes.saveCell(row, column, text));
  }

  /** Cells that are pasted together; `skipped` of what was pasted have no place. */
  paste(cells: readonly PastedCell[], skipped: number): Promise<void> {
    return this.#sendTyped(cells, () => this.#changes.paste(cells, skipped));
  }

  #sendTyped(cells: readonly PastedCell[], send: () => Promise<ChangedRows>): Promise<void> {
    const typed = cells.map(({ row, column, text }) => ({ key: keyOf(row.row, column), text }));
    for (const { key, text } of typed) {
      this.#typed.set(key, text);
    }
    return this.#send(send).finally(() => {
      for (const { key, text } of typed) {
        // Typed again meanwhile: that one is still on its way.
        if (this.#typed.get(key) === text) {
          this.#typed.delete(key);
        }
      }
      this.#tell();
    });
  }

  /** The row shall change the listing that another row with its SKU has become. */
  readonly acceptUpdate = (row: UploadRow): void => {
    void this.#send(() => this.#changes.decide('twin', row, true));
  };

  /** The row is another listing than the one that has its title. */
  readonly tellAnother = (row: UploadRow): void => {
    void this.#send(() => this.#changes.decide('another', row, true));
  };

  /** The row does not go, or it is taken back. */
  readonly leaveRowOut = (row: UploadRow, isOut: boolean): void => {
    void this.#send(() => this.#changes.decide('out', row, isOut));
  };

  /** Takes the last change back, or makes it again, and tells which one; null where there was none, or it was refused. */
  async travel(direction: Direction): Promise<Change | null> {
    let done: Change | null = null;
    // In its turn: what is typed at this moment is the last change by then.
    await this.#send(async () => {
      const travelled = await this.#changes.travel(direction);
      done = travelled?.change ?? null;
      return travelled?.changed ?? null;
    });
    await this.#loadNewcomers();
    return done;
  }

  /** A row that is to be mended again, say, belongs to the tab, but was not there when it was loaded. */
  async #loadNewcomers(): Promise<void> {
    const tab = this.#tab;
    const isMissing = this.#changed.some((row) => belongs[tab.show](row) && this.#pages.indexOf(row.position) === null);
    if (tab.show === 'all' || !isMissing) {
      return;
    }
    const first = await this.#options.load(tab.show, 0).catch(() => null);
    // Without an answer what is shown stands, and the sentence has told what was done.
    if (first !== null && this.#tab === tab) {
      this.#pages.renew(first, false);
      this.#tell();
      this.#loadNext();
    }
  }

  /** One after the other, so that the last answer is the newest. */
  #send(send: () => Promise<ChangedRows | null>): Promise<void> {
    this.#unsaved += 1;
    this.#tell();
    this.#saving = this.#saving
      .then(send)
      .then((changed) => (changed === null ? undefined : this.#take(changed)))
      .catch((problem: unknown) => this.#options.onRefused(sentenceOf(problem)))
      .finally(() => {
        this.#unsaved -= 1;
        this.#tell();
        this.#loadNext();
      });
    return this.#saving;
  }

  #take({ rows, asOfMs, aside, counts }: ChangedRows): void {
    this.#counts = counts;
    this.#aside = { ...this.#aside, ...aside };
    this.#changedAtMs = asOfMs;
    this.#changed = rows;
    this.#put(rows);
  }

  #put(rows: readonly UploadRow[]): void {
    const changed = new Map(rows.map((row) => [row.position, row]));
    this.#pages.put(changed);
    if (this.#loading.size > 0) {
      for (const [position, row] of changed) {
        this.#changedMeanwhile.set(position, row);
      }
    }
  }

  #loadNext(): void {
    const page = this.#wanted.find((wanted) => this.#pages.isWanting(wanted) && !this.#loading.has(wanted));
    // A change that is under way may take a row out of the tab, and so move where a page begins.
    if (page === undefined || this.#loading.size >= maxLoading || this.#problem !== null || this.#unsaved > 0) {
      return;
    }
    this.#loading.add(page);
    const tab = this.#tab;
    const isCurrent = () => this.#tab === tab;
    this.#options
      .load(tab.show, this.#pages.offsetOf(page))
      .then((read) => {
        if (isCurrent()) {
          this.#pages.take(page, read, this.#changedMeanwhile);
          this.#pages.forgetFarthestFrom(this.#wanted[0] ?? 0);
        }
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
