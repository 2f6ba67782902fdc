import { useFetcher, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { type FormAnswer, useRefusalToast } from '../../components/form-answer.ts';
import { useToast } from '../../components/toast.tsx';

/** After a listing was deleted on its own page: tells so, and offers to bring it back. */
export function useRemovedListing(): void {
  const [params, setParams] = useSearchParams();
  const { submit, data } = useFetcher<FormAnswer>();
  const toast = useToast();
  const removed = params.get('removed');
  const told = useRef<string | null>(null);
  useRefusalToast(data);
  useEffect(() => {
    if (removed === null || told.current === removed) {
      return;
    }
    told.current = removed;
    toast({
      text: 'Listing deleted',
      undo: () => submit({ restore: removed }, { method: 'post', action: '/listings/post' }),
    });
    setParams(
      (now) => {
        now.delete('removed');
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [removed, setParams, submit, toast]);
}
