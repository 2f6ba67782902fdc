import { TabLinks } from '../../../components/tabs.tsx';
import type { RowStore } from '../grid/row-store.ts';
import { SheetGrid } from '../grid/sheet-grid.tsx';
import { UndoButtons } from '../grid/undo-buttons.tsx';
import { useAside } from '../grid/use-row-store.ts';
import { useUndo } from '../grid/use-undo.ts';
import type { Column, Counts, Show } from '../upload-types.ts';

interface RowsCardProps {
  store: RowStore;
  counts: Counts;
  show: Show;
  columns: readonly Column[];
}

const nothing: Readonly<Record<Show, string>> = {
  all: 'The sheet has no row.',
  bad: 'Nothing is left to mend.',
  updates: 'No row changes a listing that is there.',
  out: 'No row is left out.',
  taken: 'No row is taken for a listing by its title.',
};

/** The rows of the upload, by what is to be seen of them. */
export function RowsCard({ store, counts, show, columns }: RowsCardProps) {
  const { good, bad, out, updates } = counts;
  const { taken } = useAside(store).silent.sku;
  const { travel, travelled } = useUndo(store);
  return (
    <section className="min-w-0 overflow-hidden rounded-md border bg-surface">
      <div className="flex max-sm:flex-col">
        <div className="min-w-0 flex-1">
          <TabLinks
            label="Rows to show"
            tabs={[
              { to: '?', label: 'All', count: good + bad + out, isCurrent: show === 'all' },
              { to: '?show=bad', label: 'To mend', count: bad, isCurrent: show === 'bad' },
              { to: '?show=updates', label: 'Updates', count: updates, isCurrent: show === 'updates' },
              ...(out > 0 || show === 'out'
                ? [{ to: '?show=out', label: 'Left out', count: out, isCurrent: show === 'out' }]
                : []),
              // Of many they are found by the banner that tells of them.
              ...(show === 'taken' ? [{ to: '?show=taken', label: 'By title', count: taken, isCurrent: true }] : []),
            ]}
          />
        </div>
        <UndoButtons store={store} onTravel={travel} />
      </div>
      <SheetGrid key={show} store={store} columns={columns} empty={nothing[show]} travelled={travelled} />
    </section>
  );
}
