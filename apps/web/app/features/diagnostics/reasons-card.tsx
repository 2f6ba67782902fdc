import type { DiagnosedAnswer } from '@hawker/api';
import { cn } from '../../components/cn.ts';
import { formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { reasonWords } from './diagnostics-words.ts';

/** Why the database was asked all the same. All of it, so that nothing moves when the first of a kind comes. */
export function ReasonsCard({ answers }: { answers: readonly DiagnosedAnswer[] }) {
  return (
    <Card title="Why answers were not cached" flush>
      <dl className="divide-y text-sm">
        {reasonWords.map(({ reason, word, hint }) => {
          const count = answers.reduce((sum, { misses }) => sum + misses[reason], 0);
          return (
            <div key={reason} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-4 py-2">
              <dt>
                {word} <span className="text-ink-muted text-xs">{hint}</span>
              </dt>
              <dd className={cn('text-right', count === 0 && 'text-ink-muted')}>{formatCount(count)}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
