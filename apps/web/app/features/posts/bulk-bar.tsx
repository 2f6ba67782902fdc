import { type PostStatus, postStatuses } from '@hawker/core';
import { Archive, Ban, CalendarClock, CopyPlus, HandCoins, RotateCw, Send, Trash2, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { type EndAct, endQuestion } from './end-questions.ts';
import { canAct, maxPostsAtOnce, type PostAct } from './post-acts.ts';
import { type PostFilters, toAddress, toQuery } from './post-filters.ts';
import type { PostRow } from './post-types.ts';
import { usePostActs } from './use-post-acts.ts';
import type { Selection } from './use-selection.ts';

/** Opened now and then, so it is not part of the first load. */
const ScheduleDialog = lazy(() => import('./schedule-dialog.tsx'));

interface BulkBarProps {
  posts: readonly PostRow[];
  selection: Selection;
  /** How many the filters match, on all pages. */
  matching: number;
  filters: PostFilters;
}

/** What can be done with the chosen posts; each button says with how many of them. */
export default function BulkBar({ posts, selection, matching, filters }: BulkBarProps) {
  const ask = useConfirm();
  const [scheduling, setScheduling] = useState(false);
  const { clear } = selection;
  const onDone = useCallback(() => clear(), [clear]);
  const { act, pending } = usePostActs(onDone);

  const chosen = posts.filter((post) => selection.has(post.id));
  if (chosen.length === 0) {
    return null;
  }
  const all = Math.min(matching, maxPostsAtOnce);
  const statuses: readonly PostStatus[] = chosen.map((post) => post.status);
  // Beyond this page nobody knows here which of them can: the answer tells.
  const able = (name: PostAct) =>
    selection.isMatching
      ? (toQuery(filters).statuses ?? postStatuses).some((status) => canAct(name, status))
        ? all
        : 0
      : statuses.filter((status) => canAct(name, status)).length;
  const total = selection.isMatching ? all : chosen.length;
  const run = (name: PostAct, at?: Date) =>
    act({
      act: name,
      // A draft that stands among them is not canceled along with them.
      ids:
        name === 'cancel' ? chosen.filter((post) => canAct(name, post.status)).map((post) => post.id) : selection.ids,
      ...(selection.isMatching ? { matching: toAddress(filters) } : { statuses }),
      ...(at ? { at } : {}),
    });
  const counts = {
    publish: able('publish'),
    schedule: able('schedule'),
    retry: able('retry'),
    cancel: able('cancel'),
    markSold: able('markSold'),
    delist: able('delist'),
    relist: able('relist'),
    remove: able('remove'),
  };
  const cancel = async () => {
    const posts = countOf(counts.cancel, 'post');
    const yes = await ask({
      title: `Cancel ${posts}?`,
      description: 'They will not be published. You can publish them again whenever you like.',
      confirmLabel: `Cancel ${posts}`,
      cancelLabel: 'Keep them',
    });
    if (yes) {
      run('cancel');
    }
  };
  const end = async (name: EndAct) => {
    if (await ask(endQuestion(name, countOf(counts[name], 'post'), statuses.includes('published')))) {
      run(name);
    }
  };
  // What is not on the screen is asked about first.
  const runAll = async (name: 'publish' | 'retry' | 'remove') => {
    const posts = countOf(counts[name], 'post');
    const words = { publish: `Publish ${posts}`, retry: `Try ${posts} again`, remove: `Delete ${posts}` }[name];
    const yes =
      !selection.isMatching ||
      (await ask({
        title: `${words}?`,
        description: `You see ${formatCount(chosen.length)} of them here; the others match the same filters.`,
        confirmLabel: words,
        variant: name === 'remove' ? 'danger' : 'primary',
      }));
    if (yes) {
      run(name);
    }
  };
  const isIdle = Object.values(counts).every((count) => count === 0);

  return (
    <section
      aria-label="Chosen posts"
      data-print="hide"
      className="sticky bottom-14 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-md border-t bg-raised px-4 py-2.5 shadow-raised sm:bottom-0"
    >
      <p role="status" className="flex items-center gap-1 font-medium text-sm">
        <IconButton icon={X} size="sm" label="Choose none" className="-ml-2" onClick={clear} />
        {formatCount(total)} chosen
      </p>
      {selection.state === 'all' && !selection.isMatching && matching > chosen.length && canAnything(filters) ? (
        <Button variant="ghost" size="sm" className="text-accent-ink" onClick={selection.selectMatching}>
          {matching > maxPostsAtOnce
            ? `Choose the newest ${formatCount(maxPostsAtOnce)} that match`
            : `Choose all ${formatCount(matching)} that match`}
        </Button>
      ) : null}
      <div className="flex flex-wrap items-center gap-2 sm:ml-auto">
        {isIdle ? <p className="text-ink-muted text-sm">There is nothing to do with these.</p> : null}
        {counts.remove > 0 ? (
          <Button variant="ghost" size="sm" icon={Trash2} busy={pending === 'remove'} onClick={() => runAll('remove')}>
            Delete {formatCount(counts.remove)}
          </Button>
        ) : null}
        {counts.cancel > 0 ? (
          <Button variant="ghost" size="sm" icon={Ban} busy={pending === 'cancel'} onClick={cancel}>
            Cancel {formatCount(counts.cancel)}
          </Button>
        ) : null}
        {counts.delist > 0 ? (
          <Button variant="ghost" size="sm" icon={Archive} busy={pending === 'delist'} onClick={() => end('delist')}>
            Take {formatCount(counts.delist)} down
          </Button>
        ) : null}
        {counts.relist > 0 ? (
          <Button size="sm" icon={CopyPlus} busy={pending === 'relist'} onClick={() => end('relist')}>
            Relist {formatCount(counts.relist)}
          </Button>
        ) : null}
        {counts.markSold > 0 ? (
          <Button size="sm" icon={HandCoins} busy={pending === 'markSold'} onClick={() => end('markSold')}>
            Mark {formatCount(counts.markSold)} as sold
          </Button>
        ) : null}
        {counts.schedule > 0 ? (
          <Button size="sm" icon={CalendarClock} busy={pending === 'schedule'} onClick={() => setScheduling(true)}>
            Schedule {formatCount(counts.schedule)}
          </Button>
        ) : null}
        {counts.retry > 0 ? (
          <Button
            size="sm"
            variant={counts.publish === 0 ? 'primary' : 'secondary'}
            icon={RotateCw}
            busy={pending === 'retry'}
            onClick={() => runAll('retry')}
          >
            Try {formatCount(counts.retry)} again
          </Button>
        ) : null}
        {counts.publish > 0 ? (
          <Button
            size="sm"
            variant="primary"
            icon={Send}
            busy={pending === 'publish'}
            onClick={() => runAll('publish')}
          >
            Publish {formatCount(counts.publish)}
          </Button>
        ) : null}
      </div>
      {scheduling ? (
        <Suspense fallback={null}>
          <ScheduleDialog
            posts={counts.schedule}
            accountZones={[...new Set(chosen.map((post) => post.timeZone))]}
            onClose={() => setScheduling(false)}
            onSchedule={(at) => {
              setScheduling(false);
              run('schedule', at);
            }}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

const buttons: readonly PostAct[] = [
  'publish',
  'schedule',
  'retry',
  'cancel',
  'markSold',
  'delist',
  'relist',
  'remove',
];

/** Whether any button makes sense for any post that the filters let through. */
function canAnything(filters: PostFilters): boolean {
  return (toQuery(filters).statuses ?? postStatuses).some((status) => buttons.some((act) => canAct(act, status)));
}
