import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { PageHeader } from '../components/page.tsx';
import { RelativeTime } from '../components/relative-time.tsx';
import { AnswersCard } from '../features/diagnostics/answers-card.tsx';
import { CacheCard } from '../features/diagnostics/cache-card.tsx';
import { describeBytes, describeSpan } from '../features/diagnostics/diagnostics-words.ts';
import { ProceduresCard } from '../features/diagnostics/procedures-card.tsx';
import { ReasonsCard } from '../features/diagnostics/reasons-card.tsx';
import { StatementsCard } from '../features/diagnostics/statements-card.tsx';
import { usePoll } from '../features/live/use-poll.ts';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Diagnostics · Hawker' }];

export const loader = guardedLoader(({ caller }) => caller.diagnostics.get());

/** Between two looks, in milliseconds. */
const everyMs = 2_000;

export default function DiagnosticsPage() {
  const { process, spanMs, procedures, statements, cache } = useLoaderData<typeof loader>();
  usePoll(everyMs);
  return (
    <>
      <PageHeader
        title="Diagnostics"
        description={
          <>
            This web process in {describeSpan(spanMs)}. Process {process.pid}, started{' '}
            <RelativeTime at={process.startedAt} />, {describeBytes(process.memoryBytes)} of memory.
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <CacheCard cache={cache} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
          <AnswersCard answers={cache.answers} />
          <ReasonsCard answers={cache.answers} isRedis={cache.store === 'redis'} />
        </div>
        <ProceduresCard procedures={procedures} />
        <StatementsCard statements={statements} />
      </div>
    </>
  );
}
