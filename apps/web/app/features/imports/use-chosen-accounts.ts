import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { type FormAnswer, useRefusalToast } from '../../components/form-answer.ts';

export interface ChosenAccounts {
  chosen: ReadonlySet<string>;
  choose: (accountIds: ReadonlySet<string>) => void;
  /** The last choice is being kept; the plan that is shown is of the one before. */
  isPlanning: boolean;
}

/** A box shows at once what was pressed and the next press builds on it; the choice is kept with the upload, and the plan follows. */
export function useChosenAccounts(kept: readonly string[]): ChosenAccounts {
  const { submit, state, data } = useFetcher<FormAnswer>();
  useRefusalToast(data);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(kept));
  const isRefused = state === 'idle' && data?.ok === false;
  useEffect(() => {
    if (isRefused) {
      setChosen(new Set(kept));
    }
  }, [isRefused, kept]);
  const choose = (accountIds: ReadonlySet<string>) => {
    setChosen(accountIds);
    const form = new FormData();
    form.set('act', 'choose');
    for (const accountId of accountIds) {
      form.append('accountId', accountId);
    }
    submit(form, { method: 'post' });
  };
  return { chosen, choose, isPlanning: state !== 'idle' };
}
