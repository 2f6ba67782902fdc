import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useToast } from '../../../components/toast.tsx';
import { askJson } from '../ask-json.ts';
import type { Counts } from '../upload-types.ts';
import { type ChangedRows, type RowPage, RowStore, type ShownTab } from './row-store.ts';

/** Before the page is painted: the rows of the tab before are not seen under the name of this one. The server paints nothing. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** The rows of the tab that is shown. Another load of the page, or another tab, renews the one store of the upload. */
export function useRowStore(uploadId: string, tab: ShownTab): RowStore {
  const toast = useToast();
  const [store] = useState(
    () =>
      new RowStore(tab, {
        load: (show, offset) => askJson<RowPage>(`/upload/${uploadId}/rows?show=${show}&offset=${offset}`),
        save: ({ row, column, text }) => {
          const body = new URLSearchParams({ row: String(row), column, text });
          return askJson<ChangedRows>(`/upload/${uploadId}/rows`, { method: 'POST', body });
        },
        onRefused: (text) => toast({ text, tone: 'bad' }),
      }),
  );
  useBeforePaint(() => store.renew(tab), [store, tab]);
  return store;
}

/** How many go and stay, as of the last answer. */
export function useCounts(store: RowStore): Counts {
  return useSyncExternalStore(
    store.subscribe,
    () => store.counts,
    () => store.counts,
  );
}
