import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

export interface Selection {
  /** In the order of the rows; only what is on the page. */
  ids: readonly string[];
  has(id: string): boolean;
  /** With Shift, everything between this row and the one touched before gets the same. */
  toggle(id: string, on: boolean, withShift: boolean): void;
  toggleAll(on: boolean): void;
  state: 'none' | 'some' | 'all';
  /** Beyond the page: everything that the filters match. */
  isMatching: boolean;
  selectMatching(): void;
  clear(): void;
}

/** Which rows are chosen. A row that leaves the page is no longer chosen: nobody acts on what they do not see. */
export function useSelection(rowIds: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isMatching, setMatching] = useState(false);
  const anchor = useRef<string | null>(null);
  const rows = useRef(rowIds);
  useEffect(() => {
    rows.current = rowIds;
  }, [rowIds]);

  const toggle = useCallback((id: string, on: boolean, withShift: boolean) => {
    const touched = withShift ? between(rows.current, anchor.current, id) : [id];
    anchor.current = id;
    setMatching(false);
    setChosen((before) => {
      const next = new Set(before);
      for (const row of touched) {
        if (on) {
          next.add(row);
        } else {
          next.delete(row);
        }
      }
      return next;
    });
  }, []);
  const toggleAll = useCallback((on: boolean) => {
    setMatching(false);
    setChosen(new Set(on ? rows.current : []));
  }, []);
  const clear = useCallback(() => toggleAll(false), [toggleAll]);
  const selectMatching = useCallback(() => {
    setChosen(new Set(rows.current));
    setMatching(true);
  }, []);
  const has = useCallback((id: string) => chosen.has(id), [chosen]);

  const ids = useMemo(() => rowIds.filter((id) => chosen.has(id)), [rowIds, chosen]);
  const state = ids.length === 0 ? 'none' : ids.length === rowIds.length ? 'all' : 'some';
  return {
    ids,
    has,
    toggle,
    toggleAll,
    state,
    isMatching: isMatching && state === 'all',
    selectMatching,
    clear,
  };
}

function between(rows: readonly string[], from: string | null, to: string): readonly string[] {
  const start = from === null ? -1 : rows.indexOf(from);
  const end = rows.indexOf(to);
  return start === -1 || end === -1 ? [to] : rows.slice(Math.min(start, end), Math.max(start, end) + 1);
}
