import { useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useToast } from '../../components/toast.tsx';
import { actSentence } from './post-acts.ts';
import { usePostActs } from './use-post-acts.ts';

/** In the address of the page that comes after a post was deleted on its own page: which one it was. */
export const removedParam = 'removed';

/** Tells that it is gone, offers to bring it back, and takes the word out of the address. */
export function useRemovedPost(): void {
  const [params, setParams] = useSearchParams();
  const { act } = usePostActs();
  const toast = useToast();
  const removed = params.get(removedParam);
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (removed === null || told.current === removed) {
      return;
    }
    told.current = removed;
    toast({
      text: actSentence({ act: 'remove', moved: 1, left: 0 }),
      undo: () => act({ act: 'restore', choice: { ids: [removed] }, posts: 1 }),
    });
    const rest = new URLSearchParams(params);
    rest.delete(removedParam);
    setParams(rest, { replace: true, preventScrollReset: true });
  }, [removed, params, setParams, act, toast]);
}
