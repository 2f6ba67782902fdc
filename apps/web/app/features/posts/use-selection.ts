import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isTakenElsewhere } from './use-row-keys.ts';

export interface Selection<Matching = unknown> {
  /** In the order of the rows; only what is on the page. */
  ids: readonly string[];
  has(id: string): boolean;
  /** With Shift, everything between this row and the one touched before gets the same. */
  toggle(id: string, on: boolean, withShift: boolean): void;
  toggleAll(on: boolean): void;
  state: 'none' | 'some' | 'all';
  /** Beyond the page: everything that matched when the person asked for it. */
  matching: Matching | null;
  selectMatching(matching: Matching): void;
  clear(): void;
}

/** Which rows are chosen. A row that leaves the page is no longer chosen: nobody acts on what they do not see. */
export function useSelection<Matching>(rowIds: readonly string[]): Selection<Matching> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [matching, setMatching] = useState<Matching | null>(null);
  const anchor = useRef<string | null>(null);
  const rows = useRef(rowIds);
  useEffect(() => {
    rows.current = rowIds;
  }, [rowIds]);

  const toggle = useCallback((id: string, on: boolean, withShift: boolean) => {
    const touched = withShift ? between(rows.current, anchor.current, id) : [id];
    anchor.current = id;
    setMatching(null);
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
    setMatching(null);
    setChosen(new Set(on ? rows.current : []));
  }, []);
  const clear = useCallback(() => toggleAll(false), [toggleAll]);
  const selectMatching = useCallback((found: Matching) => {
    setChosen(new Set(rows.current));
    setMatching(found);
  }, []);
  const has = useCallback((id: string) => chosen.has(id), [chosen]);

  const ids = useMemo(() => rowIds.filter((id) => chosen.has(id)), [rowIds, chosen]);
  const state = ids.length === 0 ? 'none' : ids.length === rowIds.length ? 'all' : 'some';
  useEffect(() => {
    if (state === 'none') {
      return;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isTakenElsewhere(event)) {
        clear();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [state, clear]);
  return {
    ids,
    has,
    toggle,
    toggleAll,
    state,
    // Rows that come while it stands are among what is on the page, and not among what matched.
    matching: state === 'none' ? null : matching,
    selectMatching,
    clear,
  };
}

function between(rows: readonly string[], from: string | null, to: string): readonly string[] {
  const start = from === null ? -1 : rows.indexOf(from);
  const end = rows.indexOf(to);
  return start === -1 || end === -1 ? [to] : rows.slice(Math.min(start, end), Math.max(start, end) + 1);
}
