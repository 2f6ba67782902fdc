import type { Outputs } from '@hawker/api';
import { type PostAct, postStatuses } from '@hawker/core';
import { Ellipsis } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { Menu } from '../../components/menu.tsx';
import { formatCount } from '../../components/number.tsx';
import { SelectionBar } from '../actions/selection-bar.tsx';
import { useLookAtAll } from '../actions/use-look-at-all.ts';
import { canAnything, countStatuses, offeredActs } from './bulk-acts.ts';
import { bulkQuestion } from './bulk-questions.ts';
import { canAct } from './post-acts.ts';
import { appendSelection, type PostChoice } from './post-choice.ts';
import { type PostFilters, toAddress, toQuery } from './post-filters.ts';
import type { PostRow } from './post-types.ts';
import { usePostActs } from './use-post-acts.ts';
import type { Selection } from './use-selection.ts';

/** Opened now and then, so they are not part of the first load. */
const ScheduleDialog = lazy(() => import('./schedule-dialog.tsx'));
const RepriceDialog = lazy(() => import('../prices/reprice-dialog.tsx'));

export type MatchingPosts = Outputs['posts']['matching'];

interface BulkBarProps {
  posts: readonly PostRow[];
  selection: Selection<MatchingPosts>;
  /** How many the filters match, on all pages. */
  count: { count: number; atLeast: boolean };
  filters: PostFilters;
}

/** What can be done with the chosen posts; each button says with how many of them. */
export default function BulkBar({ posts, selection, count, filters }: BulkBarProps) {
  const ask = useConfirm();
  const [opened, setOpened] = useState<{ act: 'schedule' | 'reprice'; count: number } | null>(null);
  const { clear, matching, has } = selection;
  const onDone = useCallback(() => clear(), [clear]);
  const { act, pending } = usePostActs(onDone);
  const address = toAddress(filters);
  const all = useLookAtAll<MatchingPosts>(`/posts/matching${address}`, selection.selectMatching);
  const chosen = useMemo(() => posts.filter((post) => has(post.id)), [posts, has]);
  const statuses = chosen.map((post) => post.status);

  /** A draft that stands among them is not canceled along with them. */
  const choiceFor = (name: PostAct): PostChoice =>
    matching
      ? { matching: address, upTo: matching.upTo }
      : { ids: chosen.filter((post) => name !== 'cancel' || canAct(name, post.status)).map((post) => post.id) };
  const run = (name: PostAct, able: number, fields?: Readonly<Record<string, string>>) =>
    act({
      act: name,
      choice: choiceFor(name),
      posts: able,
      ...(matching ? {} : { statuses }),
      ...(fields ? { fields } : {}),
    });
  const press = async (name: PostAct, able: number) => {
    if (name === 'schedule' || name === 'reprice') {
      setOpened({ act: name, count: able });
      return;
    }
    const question = bulkQuestion(name, {
      count: able,
      shown: matching && matching.total > chosen.length ? chosen.length : null,
      isLive: matching ? (matching.byStatus.published ?? 0) > 0 : statuses.includes('published'),
    });
    if (question === null || (await ask(question))) {
      run(name, able);
    }
  };
  if (chosen.length === 0) {
    return null;
  }
  const { buttons, more } = offeredActs(matching?.byStatus ?? countStatuses(statuses));
  const mayOffer =
    matching === null && count.count > chosen.length && canAnything(toQuery(filters).statuses ?? postStatuses);
  const [first, ...others] = buttons;
  const isElsewhere = (name: PostAct) => pending !== null && pending !== name;
  const openedChoice = opened ? choiceFor(opened.act) : null;

  return (
    <SelectionBar
      what="post"
      onPage={chosen.length}
      isWholePage={selection.state === 'all'}
      matching={matching?.total ?? null}
      offer={
        mayOffer && selection.state === 'all'
          ? {
              label: count.atLeast ? 'Select all that match' : `Select all ${formatCount(count.count)} that match`,
              isBusy: all.isBusy,
              onSelect: all.look,
            }
          : null
      }
      onSelectPage={() => selection.toggleAll(true)}
      onClear={clear}
    >
      {first ? null : <p className="text-ink-muted text-sm">There is nothing to do with these.</p>}
      {more.length > 0 ? (
        <Menu
          trigger={
            <IconButton
              icon={Ellipsis}
              size="sm"
              label="More to do with these"
              disabled={pending !== null}
              className="max-sm:absolute max-sm:top-2.5 max-sm:right-3"
            />
          }
          entries={more.map(({ act: name, label, icon, count: able }) => ({
            kind: 'act',
            label,
            icon,
            danger: name === 'remove',
            onSelect: () => press(name, able),
          }))}
        />
      ) : null}
      {others.reverse().map(({ act: name, label, icon, count: able }) => (
        <Button
          key={name}
          size="sm"
          icon={icon}
          busy={pending === name}
          disabled={isElsewhere(name)}
          onClick={() => press(name, able)}
        >
          {label}
        </Button>
      ))}
      {first ? (
        <Button
          size="sm"
          variant={first.act === 'publish' || first.act === 'retry' ? 'primary' : 'secondary'}
          icon={first.icon}
          busy={pending === first.act}
          disabled={isElsewhere(first.act)}
          onClick={() => press(first.act, first.count)}
        >
          {first.label}
        </Button>
      ) : null}
      <Suspense fallback={null}>
        {opened?.act === 'schedule' ? (
          <ScheduleDialog
            posts={opened.count}
            accountZones={matching?.timeZones ?? [...new Set(chosen.map((post) => post.timeZone))]}
            onClose={() => setOpened(null)}
            onSchedule={(fields) => {
              setOpened(null);
              run('schedule', opened.count, fields);
            }}
          />
        ) : null}
        {opened?.act === 'reprice' && openedChoice ? (
          <RepriceDialog
            what="post"
            count={opened.count}
            address="/posts/prices"
            appendSelection={(form) => appendSelection(form, openedChoice)}
            onClose={() => setOpened(null)}
            onReprice={(change) => {
              setOpened(null);
              run('reprice', opened.count, { change: JSON.stringify(change) });
            }}
          />
        ) : null}
      </Suspense>
    </SelectionBar>
  );
}
