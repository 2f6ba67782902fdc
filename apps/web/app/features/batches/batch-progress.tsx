import type { Batch, Outputs } from '@hawker/api';
import { CircleCheck } from 'lucide-react';
import { useClock } from '../../components/clock.tsx';
import { countOf } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { ExactTime, RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { describeBatch } from './batch-words.ts';
import { SegmentBar, SegmentLegend } from './segment-bar.tsx';

export type Outlook = Outputs['batches']['outlook'];

/** How far it is, when it is done, and what holds it up. */
export function BatchProgress({ batch, outlook }: { batch: Batch; outlook: Outlook }) {
  const { progress } = batch;
  const isDone = progress.total > 0 && progress.live === progress.total;
  return (
    <Card>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h2 className="flex items-center gap-2 font-semibold text-base">
            {isDone ? <CircleCheck aria-hidden className="size-5 text-good-ink" /> : null}
            {describeBatch(batch)}
          </h2>
          {progress.waiting > 0 && outlook.finishesAt ? <Finish at={outlook.finishesAt} /> : null}
        </div>
        {batch.postCount === 0 ? null : (
          <>
            <SegmentBar tall label={`Progress of ${batch.name}`} progress={progress} />
            <SegmentLegend progress={progress} toState={(state) => `?status=${state}#posts`} />
          </>
        )}
        {batch.updatedCount ? (
          <p className="text-sm">
            {countOf(batch.updatedCount, 'listing')} {batch.updatedCount === 1 ? 'was' : 'were'} changed. Posts that
            wait say it already; what is live still shows what it said before, and is marked among the{' '}
            <TextLink to="/posts?group=live">live posts</TextLink>. Relist to show the change.
          </p>
        ) : null}
        {outlook.holds.length > 0 ? <Holds holds={outlook.holds} /> : null}
      </div>
    </Card>
  );
}

/** Below this it is not worth a clock time, in milliseconds. */
const soonMs = 60_000;

function Finish({ at }: { at: Date }) {
  const { nowMs } = useClock();
  return (
    <p className="text-ink-muted text-sm">
      {at.getTime() - nowMs < soonMs ? (
        'About a minute left'
      ) : (
        <>
          Finishes about <ExactTime at={at} className="text-ink" /> (<RelativeTime at={at} />)
        </>
      )}
    </p>
  );
}

function Holds({ holds }: { holds: Outlook['holds'] }) {
  return (
    <ul className="grid gap-1 rounded-md bg-caution-tint px-3 py-2 text-sm">
      {holds.map(({ accountId, name, status, posts }) => (
        <li key={accountId} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>
            {countOf(posts, 'post')} {posts === 1 ? 'waits' : 'wait'} because{' '}
            <span dir="auto" className="font-medium">
              {name}
            </span>{' '}
            {status === 'paused' ? 'is paused.' : 'needs a new access token.'}
          </span>
          <TextLink to={`/accounts/${accountId}`}>
            Go to the account<span className="sr-only"> {name}</span>
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
