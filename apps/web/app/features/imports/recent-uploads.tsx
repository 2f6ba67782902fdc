import type { Outputs } from '@hawker/api';
import { Card } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';

/** Sheets that were left half way, and those that became batches. */
export function RecentUploads({ uploads }: { uploads: Outputs['uploads']['list'] }) {
  if (uploads.length === 0) {
    return null;
  }
  return (
    <Card title="Your last uploads" flush>
      <ul>
        {uploads.map(({ id, fileName, createdAt, batchId }) => (
          <li
            key={id}
            className="flex items-baseline justify-between gap-3 border-b px-4 py-2.5 text-sm last:border-b-0"
          >
            <span className="min-w-0">
              <TextLink to={batchId ? `/batches/${batchId}` : `/upload/${id}/check`} className="block truncate">
                {fileName}
              </TextLink>
              <span className="text-ink-muted text-xs">{batchId ? 'Became a batch' : 'Left half way: go on'}</span>
            </span>
            <RelativeTime at={createdAt} className="shrink-0 text-ink-muted text-xs" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
