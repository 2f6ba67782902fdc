import { type FetcherWithComponents, useFetcher } from '@remix-run/react';
import { useMemo } from 'react';
import { useRefusalToast } from '../../components/form-answer.ts';
import { type ToastMessage, useToastOnce } from '../../components/toast.tsx';
import type { action } from '../../routes/_app.accounts_.$id.tsx';

export type SignInFetcher = FetcherWithComponents<ReturnType<typeof useFetcher<typeof action>>['data']>;

/**
 * The two acts that mend a sign-in. They are kept by the card and not by their buttons: an act that succeeds changes
 * what the card shows, and its button is gone before it could say how it went.
 */
export function useSignInActs(): { check: SignInFetcher; give: SignInFetcher } {
  const check = useFetcher<typeof action>();
  const give = useFetcher<typeof action>();
  useRefusalToast(check.data);
  useSaidToast(check.data);
  useSaidToast(give.data);
  return { check, give };
}

function useSaidToast(data: SignInFetcher['data']): void {
  useToastOnce(useMemo<ToastMessage | null>(() => (data?.ok ? data.toast : null), [data]));
}
