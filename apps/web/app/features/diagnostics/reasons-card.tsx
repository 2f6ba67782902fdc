import type { DiagnosedAnswer } from '@hawker/api';
import { cn } from '../../components/cn.ts';
import { formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { reasonWords } from './diagnostics-words.ts';

interface ReasonsCardProps {
  answers: readonly DiagnosedAnswer[];
  isRedis: boolean;
}

/** Why the database was asked all the same. Every reason that there is, so that nothing moves when a first one comes. */
export function ReasonsCard({ answers, isRedis }: ReasonsCardProps) {
  return (
    <Card title="Why answers were not cached" flush>
      <dl className="divide-y text-sm">
        {reasonWords.map(({ reason, word, hint, ofRedis }) => {
          const count = answers.reduce((sum, { misses }) => sum + misses[reason], 0);
          return ofRedis && !isRedis ? null : (
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
