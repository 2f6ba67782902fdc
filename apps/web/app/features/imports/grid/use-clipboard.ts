import { type RefObject, useEffect, useRef } from 'react';
import { countOf, formatCount } from '../../../components/number.tsx';
import { useToast } from '../../../components/toast.tsx';
import type { Column } from '../upload-types.ts';
import { copiedText, pastedCells } from './clipboard-text.ts';
import type { Place } from './grid-places.ts';
import type { PastedCell } from './row-changes.ts';
import type { RowStore } from './row-store.ts';

interface ClipboardOptions {
  box: RefObject<HTMLElement | null>;
  store: RowStore;
  columns: readonly Column[];
  /** The cell that has the focus, while none is open. */
  active: Place;
}

/** More are mended in the file, and brought again. */
const maxCells = 200;
/** No 200 cells are as long; a longer text is not even taken apart. */
const maxCharacters = 2_000_000;

/** The cell that has the focus is copied, and cells are pasted from it on downwards and to the right, as in a spreadsheet. */
export function useClipboard(options: ClipboardOptions): void {
  const toast = useToast();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      const { box, store, columns, active } = latest.current;
      const [row, column] = [store.rowAt(active.row), columns[active.column]];
      // Text that somebody has marked is copied by the browser.
      if (!isAtCell(box.current) || !document.getSelection()?.isCollapsed || !row || !column) {
        return;
      }
      event.preventDefault();
      event.clipboardData?.setData('text/plain', copiedText(store.typedIn(row, column) ?? row.cells[column] ?? ''));
    };
    const onPaste = (event: ClipboardEvent) => {
      const { box, store, columns, active } = latest.current;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isAtCell(box.current) || text === '') {
        return;
      }
      event.preventDefault();
      const lines = text.length > maxCharacters ? null : pastedCells(text);
      const count = lines?.reduce((sum, cells) => sum + cells.length, 0) ?? Number.POSITIVE_INFINITY;
      if (lines === null || count > maxCells) {
        const those = count === Number.POSITIVE_INFINITY ? 'these are more' : `these are ${formatCount(count)}`;
        toast({
          text: `At most ${countOf(maxCells, 'cell')} can be pasted at once; ${those}. Nothing is pasted.`,
          tone: 'bad',
        });
        return;
      }
      const cells = placed(lines, { store, columns, active });
      if (cells.length === 0) {
        toast({ text: 'Nothing is pasted: the row is left out, or there is no such cell here.', tone: 'bad' });
        return;
      }
      void store.paste(cells, count - cells.length);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [toast]);
}

/** The browser sends these events to where text was marked last, which may be anywhere: what counts is where the focus is. */
function isAtCell(box: HTMLElement | null): boolean {
  const { activeElement } = document;
  return box !== null && activeElement?.getAttribute('role') === 'gridcell' && box.contains(activeElement);
}

/** Those that have a place: of a row that is there and is not left out, and of a column that is shown. */
function placed(
  lines: readonly (readonly string[])[],
  { store, columns, active }: Pick<ClipboardOptions, 'store' | 'columns' | 'active'>,
): PastedCell[] {
  return lines.flatMap((texts, down) => {
    const row = store.rowAt(active.row + down);
    return row === undefined || row.isOut
      ? []
      : texts.flatMap((text, right) => {
          const column = columns[active.column + right];
          return column === undefined ? [] : [{ row, column, text: text.trim() }];
        });
  });
}
