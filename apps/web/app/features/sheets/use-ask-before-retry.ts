import { useCallback } from 'react';
import { useConfirm } from '../../components/confirm.tsx';
import { useToast } from '../../components/toast.tsx';
import { askByHand } from './ask-by-hand.ts';
import { publishAgainQuestion } from './uploaded-question.ts';

/** Whether a post may be published again: where a downloaded sheet has it, only when the person says so. */
export function useAskBeforeRetry(): (post: { id: string; title: string }) => Promise<boolean> {
  const ask = useConfirm();
  const toast = useToast();
  return useCallback(
    async ({ id, title }) => {
      try {
        const note = await askByHand('retry', { ids: [id] });
        return note === null || (await ask(publishAgainQuestion(title, note.sentence)));
      } catch (error) {
        toast({ text: error instanceof Error ? error.message : 'It did not work. Try again.', tone: 'bad' });
        return false;
      }
    },
    [ask, toast],
  );
}
