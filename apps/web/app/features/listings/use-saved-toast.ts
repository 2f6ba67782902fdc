import { useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { FormAnswer } from '../../components/form-answer.ts';
import { useToast } from '../../components/toast.tsx';

/** Tells that the listing was saved: after its form's answer, or after it was made on the page before this one. */
export function useSavedToast(title: string, answer: FormAnswer | undefined): void {
  const [params, setParams] = useSearchParams();
  const toast = useToast();
  // The answer is there before the page has loaded again: until then the title is the one before.
  const settled = useNavigation().state === 'idle';
  const isNew = params.has('saved');
  const told = useRef<FormAnswer | undefined>(undefined);
  useEffect(() => {
    if (settled && answer?.ok && told.current !== answer) {
      told.current = answer;
      toast({ text: `Listing “${title}” saved` });
    }
  }, [settled, answer, title, toast]);
  useEffect(() => {
    if (isNew) {
      toast({ text: `Listing “${title}” saved` });
      setParams(
        (now) => {
          now.delete('saved');
          return now;
        },
        { replace: true, preventScrollReset: true },
      );
    }
  }, [isNew, title, toast, setParams]);
}
