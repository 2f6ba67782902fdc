import type { Outputs } from '@hawker/api';
import { type PostAct, postStatuses } from '@hawker/core';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useConfirm } from '../../components/confirm.tsx';
import { formatCount } from '../../components/number.tsx';
import { useToast } from '../../components/toast.tsx';
import { askAnew } from '../actions/act-end.ts';
import { SelectionBar } from '../actions/selection-bar.tsx';
import { useLookAtAll } from '../actions/use-look-at-all.ts';
import { askByHand, type ByHandNote } from '../sheets/ask-by-hand.ts';
import { isActByHand } from '../sheets/by-hand-words.ts';
import { isUploadedByHand } from '../sheets/uploaded-by-hand.ts';
import { actWords, canAnything, countAble, countStatuses, offeredActs } from './bulk-acts.ts';
import { BulkButtons } from './bulk-buttons.tsx';
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
  const toast = useToast();
  const [opened, setOpened] = useState<{ act: 'schedule' | 'reprice'; count: number; warning: string | null } | null>(
    null,
  );
  /** Of which act it is looked whether a person has a hand in it. */
  const [looking, setLooking] = useState<PostAct | null>(null);
  const { clear, matching, has } = selection;
  const onDone = useCallback(() => clear(), [clear]);
  const { act, pending } = usePostActs(onDone);
  const address = toAddress(filters);
  const all = useLookAtAll<MatchingPosts>(`/posts/matching${address}`, selection.selectMatching);
  const chosen = useMemo(() => posts.filter((post) => has(post.id)), [posts, has]);
  const statuses = chosen.map((post) => post.status);

  /** A draft that stands among them is not canceled along with them. */
  const choiceFor = (name: PostAct, found = matching): PostChoice =>
    found
      ? { matching: address, upTo: found.upTo, atMost: countAble(name, found.byStatus) }
      : { ids: chosen.filter((post) => name !== 'cancel' || canAct(name, post.status)).map((post) => post.id) };
  const run = async (name: PostAct, able: number, fields: Readonly<Record<string, string>> = {}, found = matching) => {
    const choice = choiceFor(name, found);
    const end = await act({ act: name, choice, posts: able, ...(found ? {} : { statuses }), fields });
    const now = end === 'more' ? await all.look() : null;
    if (now) {
      const count = countAble(name, now.byStatus);
      if (await ask(askAnew(actWords(name, count), { shown: able, now: count }))) {
        await run(name, count, fields, now);
      }
    }
  };
  /** Undefined where that is not known, or leaves nothing to do: then nothing is done. */
  const lookByHand = async (name: PostAct, able: number): Promise<ByHandNote | null | undefined> => {
    if (!isActByHand(name) || !(matching || chosen.some(({ channel }) => isUploadedByHand(channel)))) {
      return null;
    }
    setLooking(name);
    try {
      const note = await askByHand(name, choiceFor(name));
      if (name === 'markLive' && note !== null && note.posts >= able) {
        throw new Error('Nothing of these can be live yet: download their sheet first, and upload it.');
      }
      return note;
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : 'It did not work. Try again.', tone: 'bad' });
      return undefined;
    } finally {
      setLooking(null);
    }
  };
  const press = async (name: PostAct, able: number) => {
    const byHand = await lookByHand(name, able);
    if (byHand === undefined) {
      return;
    }
    if (name === 'schedule' || name === 'reprice') {
      setOpened({ act: name, count: able, warning: byHand?.sentence ?? null });
      return;
    }
    const question = bulkQuestion(name, {
      count: able,
      shown: matching && matching.total > chosen.length ? chosen.length : null,
      isLive: matching ? (matching.byStatus.published ?? 0) > 0 : statuses.includes('published'),
      byHand: byHand?.sentence ?? null,
      isAllByHand: matching
        ? filters.channel !== null && isUploadedByHand(filters.channel)
        : chosen.every(({ channel }) => isUploadedByHand(channel)),
    });
    if (question === null || (await ask(question))) {
      run(name, able);
    }
  };
  // While something is done to all, what tells how far it has come stands here.
  if (chosen.length === 0 || (matching && pending !== null)) {
    return null;
  }
  const { buttons, more } = offeredActs(matching?.byStatus ?? countStatuses(statuses));
  const mayOffer =
    matching === null &&
    (count.atLeast || count.count > chosen.length) &&
    canAnything(toQuery(filters).statuses ?? postStatuses);
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
      <BulkButtons buttons={buttons} more={more} pending={pending ?? looking} onPress={press} />
      <Suspense fallback={null}>
        {opened?.act === 'schedule' && openedChoice ? (
          <ScheduleDialog
            posts={opened.count}
            choice={openedChoice}
            warning={opened.warning}
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
