import { TabLinks } from '../../../components/tabs.tsx';
import type { RowStore } from '../grid/row-store.ts';
import { SheetGrid } from '../grid/sheet-grid.tsx';
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
};

/** The rows of the upload, by what is to be seen of them. */
export function RowsCard({ store, counts, show, columns }: RowsCardProps) {
  return (
    <section className="min-w-0 overflow-hidden rounded-md border bg-surface">
      <TabLinks
        label="Rows to show"
        tabs={[
          { to: '?', label: 'All', count: counts.good + counts.bad, isCurrent: show === 'all' },
          { to: '?show=bad', label: 'To mend', count: counts.bad, isCurrent: show === 'bad' },
          { to: '?show=updates', label: 'Updates', count: counts.updates, isCurrent: show === 'updates' },
        ]}
      />
      <SheetGrid key={show} store={store} columns={columns} empty={nothing[show]} />
    </section>
  );
}
