import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { countOf } from '../../components/number.tsx';
import { useToast } from '../../components/toast.tsx';

type Answer =
  | { ok: true; moved: number }
  | { ok: false; error: { message: string; fields?: Readonly<Record<string, string>> | undefined } };

/** Sends that posts are live, and tells once how many are. What was refused of an address is the form's to show. */
export function useMarkLive() {
  const fetcher = useFetcher<Answer>();
  const toast = useToast();
  const told = useRef<Answer | undefined>(undefined);
  const { data: answer } = fetcher;
  const urlError = answer && !answer.ok ? answer.error.fields?.url : undefined;
  useEffect(() => {
    if (!answer || told.current === answer) {
      return;
    }
    told.current = answer;
    if (answer.ok) {
      toast({ text: `${countOf(answer.moved, 'post')} ${answer.moved === 1 ? 'is' : 'are'} live.` });
    } else if (urlError === undefined) {
      toast({ text: answer.error.message, tone: 'bad' });
    }
  }, [answer, urlError, toast]);
  return { fetcher, busy: fetcher.state !== 'idle', urlError };
}
