import { useCallback, useState } from 'react';
import { useToast } from '../../components/toast.tsx';
import { type ActEnd, isMore } from '../actions/act-end.ts';
import { useRunAction } from '../actions/action-provider.tsx';
import { appendSelection, type PostChoice } from '../posts/post-choice.ts';
import type { ListingActDone } from './act-on-listings.server.ts';
import { doingListingWords, type ListingAct, listingSentence } from './listing-acts.ts';

interface ListingActRequest {
  act: ListingAct;
  choice: PostChoice | { undo: string };
  /** How many it is about, as the button said. */
  listings: number;
  fields?: Readonly<Record<string, string>>;
}

/** Does it, and tells in a toast what came of it; a deletion can be taken back from there. */
export function useListingActs(onDone: () => void) {
  const runAction = useRunAction();
  const toast = useToast();
  const [pending, setPending] = useState<ListingAct | null>(null);
  const act = useCallback(
    async ({ act: name, choice, listings, fields = {} }: ListingActRequest): Promise<ActEnd> => {
      const form = new URLSearchParams({ act: name, ...fields, ...('undo' in choice ? { undo: choice.undo } : {}) });
      if (!('undo' in choice)) {
        appendSelection(form, choice);
      }
      setPending(name);
      try {
        const label = doingListingWords(name, listings);
        const answer = await runAction<ListingActDone>({ address: '/listings/act', form, label });
        const { moved, undo } = answer;
        toast({
          text: listingSentence(name, answer),
          tone: moved > 0 ? 'good' : 'bad',
          ...(undo !== null && moved > 0
            ? { undo: () => act({ act: 'restore', choice: { undo }, listings: moved }) }
            : {}),
        });
        onDone();
        return 'done';
      } catch (error) {
        if (isMore(error, choice)) {
          return 'more';
        }
        toast({ text: error instanceof Error ? error.message : 'It did not work. Try again.', tone: 'bad' });
        return 'failed';
      } finally {
        setPending(null);
      }
    },
    [runAction, toast, onDone],
  );
  return { act, pending };
}
