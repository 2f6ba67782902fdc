import type { Outputs } from '@hawker/api';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';

type Upload = Outputs['uploads']['list'][number];

/** Sheets that were left half way, and those that became batches. */
export function RecentUploads({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) {
    return null;
  }
  return (
    <Card title="Your last uploads" flush>
      <ul>
        {uploads.map(({ id, fileName, createdAt, batchId, ...upload }) => (
          <li
            key={id}
            className="flex items-baseline justify-between gap-3 border-b px-4 py-2.5 text-sm last:border-b-0"
          >
            <span className="min-w-0">
              <TextLink to={batchId ? `/batches/${batchId}` : `/upload/${id}/check`} className="block truncate">
                {fileName}
              </TextLink>
              <span className="text-ink-muted text-xs">{batchId ? 'Became a batch' : leftWords(upload)}</span>
            </span>
            <RelativeTime at={createdAt} className="shrink-0 text-ink-muted text-xs" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What an upload that was left half way waits for. */
function leftWords({
  format,
  rowCount,
  badCount,
  outCount,
}: Omit<Upload, 'id' | 'fileName' | 'createdAt' | 'batchId'>): string {
  if (format === 'unknown') {
    return 'Left half way: which column is which?';
  }
  const toMend = badCount > 0 ? `, ${formatCount(badCount)} to mend` : '';
  return `Left half way: ${countOf(rowCount - outCount, 'row')}${toMend}`;
}
