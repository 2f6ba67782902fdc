import { CircleCheck, CircleOff, CircleX, LoaderCircle, ServerOff } from 'lucide-react';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Pill } from '../../components/status-pill.tsx';
import type { StatusLook } from '../../components/statuses.ts';
import { TextLink } from '../../components/text-link.tsx';
import type { QueueWorker } from './queue-types.ts';
import { Age } from './ticking.tsx';

const looks: Readonly<Record<QueueWorker['state'], StatusLook>> = {
  running: { word: 'Running', icon: CircleCheck, hue: 'good' },
  silent: { word: 'Not heard', icon: LoaderCircle, hue: 'bad' },
  stopped: { word: 'Stopped', icon: CircleOff, hue: 'neutral' },
  died: { word: 'Gone', icon: CircleX, hue: 'bad' },
};

/** After a day of restarts more of them say nothing more. */
const shownEnded = 4;

/** Who publishes: the living ones, and those that ended within the last hour. */
export function WorkersCard({ workers }: { workers: readonly QueueWorker[] }) {
  const running = workers.filter((worker) => worker.state === 'running').length;
  const here = workers.filter((worker) => worker.stoppedAt === null);
  const ended = workers.filter((worker) => worker.stoppedAt !== null);
  return (
    <Card
      title="Workers"
      aside={<span className="text-ink-muted">{running === 0 ? 'None runs' : `${running} running`}</span>}
      flush
    >
      {workers.length === 0 ? (
        <EmptyState icon={ServerOff} title="No worker has run in the last hour">
          A worker is the process that publishes. <code>npm start</code> starts one; <code>pnpm hawker work</code>{' '}
          starts another, on this machine or on a second one.
        </EmptyState>
      ) : (
        <ul className="divide-y text-sm">
          {[...here, ...ended.slice(0, shownEnded)].map((worker) => (
            <Worker key={worker.id} worker={worker} />
          ))}
          {ended.length > shownEnded ? (
            <li className="px-4 py-2 text-ink-muted text-xs">
              And {formatCount(ended.length - shownEnded)} more that ended within the last hour.
            </li>
          ) : null}
        </ul>
      )}
    </Card>
  );
}

function Worker({ worker }: { worker: QueueWorker }) {
  const { host, pid, concurrency, startedAt, stoppedAt, heartbeatAgeMs, accounts, state } = worker;
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0 truncate font-medium" title={`${host}, process ${pid}`}>
          {host} <span className="font-normal text-ink-muted">process {pid}</span>
        </span>
        <Pill look={looks[state]} />
      </div>
      <p className="text-ink-muted text-xs">
        {stoppedAt ? (
          <>
            {state === 'died' ? 'Struck off ' : 'Signed off '}
            <RelativeTime at={stoppedAt} />, started <RelativeTime at={startedAt} />
          </>
        ) : (
          <>
            Heartbeat <Age ms={heartbeatAgeMs} /> ago, started <RelativeTime at={startedAt} />
          </>
        )}
      </p>
      {state === 'silent' ? (
        <p className="text-xs">It said nothing for a while. Another worker takes over what it had.</p>
      ) : null}
      {state === 'died' ? (
        <p className="text-xs">It went away without a word. What it had not sent was queued again.</p>
      ) : null}
      {state === 'running' ? (
        <p className="text-xs">
          {accounts.length === 0
            ? `Idle, ready for ${countOf(concurrency, 'account')} at a time`
            : `Posting through ${formatCount(accounts.length)} of at most ${countOf(concurrency, 'account')}: `}
          {accounts.slice(0, shownAccounts).map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 ? ', ' : null}
              <TextLink to={`/accounts/${id}`} look="quiet" dir="auto">
                {name}
              </TextLink>
            </span>
          ))}
          {accounts.length > shownAccounts ? ` and ${accounts.length - shownAccounts} more` : null}
        </p>
      ) : null}
    </li>
  );
}

const shownAccounts = 6;
