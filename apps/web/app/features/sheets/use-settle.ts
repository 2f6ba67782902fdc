import { useFetcher } from '@remix-run/react';
import { useMemo } from 'react';
import { type ToastMessage, useToastOnce } from '../../components/toast.tsx';
import type { action } from '../../routes/_app.sheets.$id.tsx';
import { settledSentence } from './settle-words.ts';

/** Sends what became of the listings of a sheet, and tells once what came of it. */
export function useSettle() {
  const fetcher = useFetcher<typeof action>();
  const { data: answer } = fetcher;
  const message = useMemo<ToastMessage | null>(() => {
    if (!answer) {
      return null;
    }
    return answer.ok
      ? {
          text: settledSentence(answer.posts),
          tone: answer.posts.some(({ outcome }) => outcome !== 'left') ? 'good' : 'bad',
        }
      : { text: answer.error.message, tone: 'bad' };
  }, [answer]);
  useToastOnce(message);
  return fetcher;
}
