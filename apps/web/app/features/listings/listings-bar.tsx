import type { Account, Outputs } from '@hawker/api';
import { Tag, Trash2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useConfirm } from '../../components/confirm.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { askAnew } from '../actions/act-end.ts';
import { SelectionBar } from '../actions/selection-bar.tsx';
import { useLookAtAll } from '../actions/use-look-at-all.ts';
import { appendSelection, type PostChoice } from '../posts/post-choice.ts';
import type { Selection } from '../posts/use-selection.ts';
import { PostListings } from './post-listings.tsx';
import { useListingActs } from './use-listing-acts.ts';

const RepriceDialog = lazy(() => import('../prices/reprice-dialog.tsx'));

const actWords = {
  remove: (listings: string) => `Delete ${listings}`,
  reprice: (listings: string) => `Change price of ${listings}`,
} as const;

export type MatchingListings = Outputs['listings']['matching'];

interface ListingsBarProps {
  selection: Selection<MatchingListings>;
  /** Of the page. */
  listings: Outputs['listings']['list']['listings'];
  accounts: readonly Account[];
  search: string;
  /** Whether there are more than the page shows. */
  hasMore: boolean;
}

/** What can be done with the chosen listings; each button says with how many of them. */
export function ListingsBar({ selection, listings: shown, accounts, search, hasMore }: ListingsBarProps) {
  const ask = useConfirm();
  const [isRepricing, setRepricing] = useState(false);
  const { ids, matching, clear } = selection;
  const onDone = useCallback(() => clear(), [clear]);
  const { act, pending } = useListingActs(onDone);
  const address = search === '' ? '/listings/matching' : `/listings/matching?${new URLSearchParams({ q: search })}`;
  const all = useLookAtAll<MatchingListings>(address, selection.selectMatching);
  // While something is done to all, what tells how far it has come stands here.
  if (ids.length === 0 || (matching && pending !== null)) {
    return null;
  }
  const count = matching?.total ?? ids.length;
  const choiceOf = (found: MatchingListings | null): PostChoice =>
    found ? { matching: search, upTo: found.upTo, atMost: found.total } : { ids };
  const choice = choiceOf(matching);
  const run = async (name: 'remove' | 'reprice', fields: Readonly<Record<string, string>> = {}, found = matching) => {
    const listings = found?.total ?? ids.length;
    const end = await act({ act: name, choice: choiceOf(found), listings, fields });
    const now = end === 'more' ? await all.look() : null;
    if (
      now &&
      (await ask(askAnew(actWords[name](countOf(now.total, 'listing')), { shown: listings, now: now.total })))
    ) {
      await run(name, fields, now);
    }
  };
  const remove = async () => {
    const listings = countOf(count, 'listing');
    // What the page shows is deleted at once, because it can be taken back; of the others one sees nothing. And what is
    // live is then live without anything here that says so.
    const isBeyond = matching !== null && matching.total > ids.length;
    const isLive = shown.some(({ id, liveCount }) => liveCount > 0 && ids.includes(id));
    const yes =
      !(isBeyond || isLive) ||
      (await ask({
        title: `Delete ${listings}?`,
        description:
          'Their posts that have not gone out are deleted with them. What is live stays live at its channel: take it down first if it shall go. You can take it back right after.',
        confirmLabel: `Delete ${listings}`,
        cancelLabel: 'Keep them',
      }));
    if (yes) {
      await run('remove');
    }
  };
  return (
    <SelectionBar
      what="listing"
      onPage={ids.length}
      isWholePage={selection.state === 'all'}
      matching={matching?.total ?? null}
      offer={
        hasMore && selection.state === 'all' && matching === null
          ? { label: 'Select all that match', isBusy: all.isBusy, onSelect: all.look }
          : null
      }
      onSelectPage={() => selection.toggleAll(true)}
      onClear={clear}
    >
      <Button size="sm" icon={Trash2} busy={pending === 'remove'} onClick={remove}>
        Delete {formatCount(count)}
      </Button>
      <Button size="sm" icon={Tag} busy={pending === 'reprice'} onClick={() => setRepricing(true)}>
        Change price of {formatCount(count)}
      </Button>
      {accounts.length > 0 ? (
        <PostListings
          // What was chosen in its dialog stays while all that match are looked at anew.
          key={matching ? 'matching' : count}
          choice={choice}
          count={count}
          accounts={accounts}
          label={`Post ${countOf(count, 'listing')}`}
          size="sm"
          onMore={all.look}
        />
      ) : (
        <p className="text-sm">
          <TextLink to="/accounts/new">Connect an account</TextLink> to post them.
        </p>
      )}
      {isRepricing ? (
        <Suspense fallback={null}>
          <RepriceDialog
            what="listing"
            count={count}
            address="/listings/prices"
            appendSelection={(form) => appendSelection(form, choice)}
            onClose={() => setRepricing(false)}
            onReprice={(change) => {
              setRepricing(false);
              run('reprice', { change: JSON.stringify(change) });
            }}
          />
        </Suspense>
      ) : null}
    </SelectionBar>
  );
}
