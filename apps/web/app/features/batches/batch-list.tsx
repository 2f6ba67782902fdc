import type { Batch } from '@hawker/api';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { describeBatch } from './batch-words.ts';
import { SegmentBar } from './segment-bar.tsx';

/** Newest first, each with its own bar. */
export function BatchList({ batches }: { batches: readonly Batch[] }) {
  return (
    <ul className="divide-y">
      {batches.map((batch) => (
        <li
          key={batch.id}
          className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_16rem] md:items-center"
        >
          <div className="min-w-0">
            <span dir="auto" title={batch.name} className="block truncate text-left font-medium text-sm">
              <TextLink to={`/batches/${batch.id}`} look="quiet">
                {batch.name}
              </TextLink>
            </span>
            <span className="text-ink-muted text-sm">{describeBatch(batch)}</span>
          </div>
          <div className="grid gap-1.5">
            <SegmentBar label={`Progress of ${batch.name}`} progress={batch.progress} />
            <span className="text-ink-muted text-xs md:text-right">
              <RelativeTime at={batch.createdAt} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
