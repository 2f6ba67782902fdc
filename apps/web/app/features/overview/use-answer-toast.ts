import { useEffect, useRef } from 'react';
import { useToast } from '../../components/toast.tsx';

/** What an act on the Overview answers. */
export type OverviewAnswer = { ok: true; message: string } | { ok: false; error: { message: string } };

/** Says once how it went. */
export function useAnswerToast(answer: OverviewAnswer | undefined): void {
  const toast = useToast();
  const said = useRef<OverviewAnswer | undefined>(undefined);
  useEffect(() => {
    if (answer && answer !== said.current) {
      said.current = answer;
      toast(answer.ok ? { text: answer.message } : { text: answer.error.message, tone: 'bad' });
    }
  }, [answer, toast]);
}
