import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { askJson } from '../../../components/ask-json.ts';
import { useToast } from '../../../components/toast.tsx';
import type { Aside, Counts } from '../upload-types.ts';
import type { ChangedCell, ChangedCells, ChangedRows } from './row-changes.ts';
import { type RowPage, RowStore, type ShownTab } from './row-store.ts';

/** Before the page is painted: the rows of the tab before are not seen under the name of this one. The server paints nothing. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** The rows of the tab that is shown. Another load of the page, or another tab, renews the one store of the upload. */
export function useRowStore(uploadId: string, tab: ShownTab): RowStore {
  const toast = useToast();
  const send = <Answer extends ChangedRows>(body: Record<string, string>) =>
    askJson<Answer>(`/upload/${uploadId}/rows`, { method: 'POST', body: new URLSearchParams(body) });
  const [store] = useState(
    () =>
      new RowStore(tab, {
        load: (show, offset) => askJson<RowPage>(`/upload/${uploadId}/rows?show=${show}&offset=${offset}`),
        save: ({ row, mark, ...change }) =>
          send<ChangedCell>({
            act: 'change',
            row: String(row),
            ...change,
            // A form knows no null.
            ...(mark === undefined ? {} : { mark: mark ?? 'none' }),
          }),
        saveAll: (changes) => send<ChangedCells>({ act: 'cells', changes: JSON.stringify(changes) }),
        decide: (kind, row, isSo) => send({ act: kind, row: String(row), is: String(isSo) }),
        onRefused: (text) => toast({ text, tone: 'bad' }),
      }),
  );
  useBeforePaint(() => store.renew(tab), [store, tab]);
  // Closed or loaded anew at this moment, what was typed last would be lost.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (store.isSaving) {
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [store]);
  return store;
}

/** What is said above the rows, as of the last answer, or of `tab` where that was loaded since. */
export function useAside(store: RowStore, tab?: ShownTab): Aside {
  const read = () => (tab === undefined ? store.aside : store.asideIn(tab));
  return useSyncExternalStore(store.subscribe, read, read);
}

/** How many go and stay, as of the last answer. */
export function useCounts(store: RowStore): Counts {
  return useSyncExternalStore(
    store.subscribe,
    () => store.counts,
    () => store.counts,
  );
}
