import { TabLinks } from '../../components/tabs.tsx';
import { type PostFilters, savedViews, toAddress } from './post-filters.ts';

interface ViewTabsProps {
  address: string;
  filters: PostFilters;
  /** By the state's name; absent where the numbers would not be of these filters. */
  counts?: Readonly<Record<string, number>> | undefined;
}

/** The views people come back to. They change the status, and with it the reason; the other filters stay. */
export function ViewTabs({ address, filters, counts }: ViewTabsProps) {
  return (
    <TabLinks
      label="Views"
      tabs={savedViews.map(({ word, state }) => ({
        label: word,
        to: `${address}${toAddress({ ...filters, state, lastClass: null })}`,
        isCurrent: filters.state === state,
        ...(counts?.[state ?? 'all'] === undefined ? {} : { count: counts[state ?? 'all'] ?? 0 }),
      }))}
    />
  );
}
