import { useNavigate, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useToast } from '../../components/toast.tsx';
import { accountPath } from './account-links.ts';

export interface SavedAccount {
  ok: true;
  id: string;
  name: string;
  /** False when the channel could not be reached to try the credentials. */
  checked: boolean;
  isNew: boolean;
}

/** After the form: to the account's own page, with a word about what happened. */
export function useGoToSavedAccount(answer: SavedAccount | { ok: false } | undefined): void {
  const navigate = useNavigate();
  // The answer is there while the page still asks its loaders again; leaving in the middle of that would abort it.
  const settled = useNavigation().state === 'idle';
  const toast = useToast();
  const gone = useRef<SavedAccount | null>(null);
  useEffect(() => {
    if (!settled || !answer?.ok || gone.current === answer) {
      return;
    }
    gone.current = answer;
    const { id, name, checked, isNew } = answer;
    const did = isNew ? `“${name}” connected` : `“${name}” saved`;
    toast(
      checked
        ? { text: did }
        : {
            text: `${did}, but the channel could not be reached, so its access is not checked yet. Check it on this page when the channel answers.`,
            tone: 'bad',
            durationMs: 12_000,
          },
    );
    navigate(accountPath(id), { replace: true });
  }, [settled, answer, navigate, toast]);
}
