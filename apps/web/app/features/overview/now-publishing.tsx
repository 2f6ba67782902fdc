import { useFetcher } from '@remix-run/react';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ExactTime, RelativeTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';
import type { BatchLine } from './overview.server.ts';
import { type OverviewAnswer, useAnswerToast } from './use-answer-toast.ts';

interface NowPublishingProps {
  batches: readonly BatchLine[];
  /** Of everything that waits; null when nothing can go out now. */
  finishesAt: Date | null;
  waiting: number;
}

/** One row for each batch that is under way; the newest first. */
export function NowPublishing({ batches, finishesAt, waiting }: NowPublishingProps) {
  const finish =
    finishesAt === null ? null : (
      <span className="text-ink-muted">
        {batches.length > 1 ? 'All out about ' : 'Finishes about '}
        <ExactTime at={finishesAt} />
      </span>
    );
  return (
    <Card title="Now publishing" aside={batches.length > 0 ? finish : null} flush>
      {batches.length === 0 ? (
        <p className="p-4 text-ink-muted text-sm">
          {waiting > 0 ? (
            <>
              No batch is under way. <TextLink to="/posts?status=waiting">{countOf(waiting, 'post')}</TextLink>{' '}
              {waiting === 1 ? 'waits' : 'wait'} by {waiting === 1 ? 'itself' : 'themselves'}.
            </>
          ) : (
            <>
              Nothing is under way. <TextLink to="/upload">Upload a sheet</TextLink> or{' '}
              <TextLink to="/listings">publish listings</TextLink>, and you can watch them go out here.
            </>
          )}
        </p>
      ) : (
        <ul className="divide-y">
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function BatchRow({ batch }: { batch: BatchLine }) {
  const { id, name, createdAt, progress } = batch;
  const fetcher = useFetcher<OverviewAnswer>();
  const ask = useConfirm();
  useAnswerToast(fetcher.data);
  const fields = { intent: 'cancel-batch', id };
  const cancel = async () => {
    const sure = await ask({
      title: `Cancel what waits in “${name}”?`,
      description: `${countOf(progress.waiting, 'post')} ${progress.waiting === 1 ? 'has' : 'have'} not gone out yet and will not. What is live stays live.`,
      confirmLabel: `Cancel ${countOf(progress.waiting, 'post')}`,
      cancelLabel: 'Keep publishing',
    });
    if (sure) {
      fetcher.submit(fields, { method: 'post', action: '/?index' });
    }
  };
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex items-center gap-3">
        <span dir="auto" title={name} className="min-w-0 flex-1 truncate font-medium text-sm">
          <TextLink to={`/batches/${id}`} look="quiet">
            {name}
          </TextLink>
        </span>
        <Button size="sm" busy={fetcher.state !== 'idle'} onClick={cancel} aria-label={`Cancel what waits in ${name}`}>
          Cancel what waits
        </Button>
      </div>
      <ProgressBar
        label={`Progress of ${name}`}
        done={progress.live}
        failed={progress.failed}
        total={progress.total - progress.canceled - progress.drafts}
      />
      <p className="text-ink-muted text-xs">
        {countOf(progress.waiting, 'post')} to go
        {progress.needsYou > 0
          ? `, ${formatCount(progress.needsYou)} ${progress.needsYou === 1 ? 'needs' : 'need'} you`
          : null}
        , started <RelativeTime at={createdAt} />
      </p>
    </li>
  );
}
