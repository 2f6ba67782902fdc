import { useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { FormAnswer } from '../../components/form-answer.ts';
import { useToast } from '../../components/toast.tsx';
import { outdatedWords } from './listing-posts.tsx';

/**
 * Tells that the listing was saved: after its form's answer, or after it was made on the page before this one.
 * `outdated`: how many live posts do not say it yet.
 */
export function useSavedToast(title: string, outdated: number, answer: FormAnswer | undefined): void {
  const [params, setParams] = useSearchParams();
  const toast = useToast();
  // The answer is there before the page has loaded again: until then the title is the one before.
  const settled = useNavigation().state === 'idle';
  const isNew = params.has('saved');
  const told = useRef<FormAnswer | undefined>(undefined);
  useEffect(() => {
    if (settled && answer?.ok && told.current !== answer) {
      told.current = answer;
      toast({ text: `Listing “${title}” saved${outdated === 0 ? '' : `. ${outdatedWords(outdated)}`}` });
    }
  }, [settled, answer, title, outdated, toast]);
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
