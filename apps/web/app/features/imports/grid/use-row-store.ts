import { useMemo, useSyncExternalStore } from 'react';
import { useToast } from '../../../components/toast.tsx';
import { askJson } from '../ask-json.ts';
import type { Counts, Show, UploadRow } from '../upload-types.ts';
import { type ChangedRows, type RowPage, RowStore } from './row-store.ts';

interface RowsOfUpload {
  uploadId: string;
  show: Show;
  /** As the loader just read it; another one begins anew. */
  first: RowPage;
  counts: Counts;
}

const belongs: Readonly<Record<Show, (row: UploadRow) => boolean>> = {
  all: () => true,
  bad: (row) => row.change === null,
  updates: (row) => row.change === 'update',
};

/** The rows of the tab that is shown. */
export function useRowStore({ uploadId, show, first, counts }: RowsOfUpload): RowStore {
  const toast = useToast();
  return useMemo(
    () =>
      new RowStore({
        first,
        counts,
        belongs: belongs[show],
        load: (offset) => askJson<RowPage>(`/upload/${uploadId}/rows?show=${show}&offset=${offset}`),
        save: ({ row, column, text }) => {
          const body = new URLSearchParams({ row: String(row), column, text });
          return askJson<ChangedRows>(`/upload/${uploadId}/rows`, { method: 'POST', body });
        },
        onRefused: (text) => toast({ text, tone: 'bad' }),
      }),
    [uploadId, show, first, counts, toast],
  );
}

/** How many go and stay, as of the last answer. */
export function useCounts(store: RowStore): Counts {
  return useSyncExternalStore(
    store.subscribe,
    () => store.counts,
    () => store.counts,
  );
}
