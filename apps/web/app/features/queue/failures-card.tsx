import type { PostStatus } from '@hawker/core';
import { countOf } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { describeClass } from '../posts/post-words.ts';
import type { FailureClass, Queue } from './queue-types.ts';
import { failureWords, stillWords } from './queue-words.ts';

/** What did not go well in the last day, by its class, and what of it still stands. */
export function FailuresCard({ failures }: Pick<Queue, 'failures'>) {
  return (
    <Card
      title="What went wrong"
      aside={<span className="text-ink-muted">{failures.atLeast ? 'The latest 2,000 tries' : 'Last 24 hours'}</span>}
      flush
    >
      {failures.byClass.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-sm">Nothing in the last 24 hours.</p>
      ) : (
        <ul className="divide-y text-sm">
          {failures.byClass.map(({ class: name, attempts, posts, standing }) => (
            <li key={name} className="grid gap-0.5 px-4 py-3">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <h3 className="font-medium">{describeClass(name)}</h3>
                <span>
                  {countOf(attempts, 'time')}
                  <span className="text-ink-muted">, {countOf(posts, 'post')}</span>
                </span>
              </div>
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <p className="text-ink-muted">{failureWords[name]}</p>
                <Links name={name} standing={standing} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Where those are to be found that are not through yet. */
function Links({ name, standing }: { name: FailureClass; standing: readonly PostStatus[] }) {
  if (standing.length === 0) {
    return <span className="text-ink-muted">All settled since</span>;
  }
  return (
    <span className="flex flex-wrap gap-x-4">
      {standing.map((status) => (
        <TextLink key={status} to={`/posts?status=${status}&why=${name}`}>
          {stillWords[status]}
        </TextLink>
      ))}
    </span>
  );
}
