import { Sparkline } from '../../components/charts.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { zoneWord } from '../../components/time-words.ts';
import type { QueueAccount } from '../queue/queue-types.ts';
import type { AccountSummary, NextSlot } from './account-summary.ts';
import { NextSlotTime } from './next-slot.tsx';

interface TodayCardProps {
  account: AccountSummary;
  queue: QueueAccount;
  /** Its posts go into sheets that a person uploads. */
  isUploaded: boolean;
}

/** How much of the day is used, when it may go on, and how the last days went. */
export function TodayCard({ account, queue, isUploaded }: TodayCardProps) {
  const { usedToday, postsPerDay, timeZone, publishedByDay } = account;
  const published = publishedByDay.reduce((sum, count) => sum + count, 0);
  return (
    <Card title={`Today in ${zoneWord(timeZone)}`}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-4 text-sm">
        <div>
          <dt className="text-ink-muted">{isUploaded ? 'Put into sheets' : 'Posts sent'}</dt>
          <dd>
            <span className="font-semibold text-lg">{formatCount(usedToday)}</span>{' '}
            <span className="text-ink-muted">of {formatCount(postsPerDay)}</span>
            <Used used={usedToday} of={postsPerDay} />
          </dd>
        </div>
        {isUploaded ? null : (
          <div>
            <dt className="text-ink-muted">Next slot</dt>
            <dd className="mt-1 font-medium">
              <NextSlotTime slot={slotOf(account, queue)} zone={timeZone} />
            </dd>
          </div>
        )}
        <div className="col-span-2">
          <dt className="text-ink-muted">Published in 14 days</dt>
          <dd className="mt-1 flex items-center gap-4">
            <span className="font-medium">{countOf(published, 'post')}</span>
            <Sparkline
              label={`A day, from 13 days ago to today: ${publishedByDay.join(', ')}`}
              values={publishedByDay}
              className="h-6 min-w-0 flex-1"
            />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

/** The figures beside it say the same in words. */
function Used({ used, of }: { used: number; of: number }) {
  return (
    <span aria-hidden className="mt-1 block h-1.5 w-full max-w-32 overflow-hidden rounded-full bg-pressed">
      <span className="block h-full bg-good-solid" style={{ width: `${Math.min(100, (used / of) * 100)}%` }} />
    </span>
  );
}

/** The pace's slot, unless something else holds the account up for longer. */
function slotOf({ nextSlot }: AccountSummary, { wait }: QueueAccount): NextSlot {
  switch (wait.kind) {
    case 'channel_paused':
    case 'no_worker':
      return { kind: 'stopped' };
    case 'no_answer':
      return { kind: 'at', at: wait.until };
    case 'nothing':
    case 'now':
    case 'blocked':
    case 'paused':
    case 'photos':
    case 'later':
    case 'gap':
    case 'slowed':
    case 'quota':
    case 'quiet':
      return nextSlot;
  }
}
