import { useFetcher } from '@remix-run/react';
import { ShieldCheck } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../components/button.tsx';
import { useRefusalToast } from '../../components/form-answer.ts';
import { type ToastMessage, useToastOnce } from '../../components/toast.tsx';
import type { action } from '../../routes/_app.accounts_.$id.tsx';
import { accountPath } from './account-links.ts';

/** Asks the channel now whether it still accepts the account. */
export function CheckButton({ accountId }: { accountId: string }) {
  const fetcher = useFetcher<typeof action>();
  const { data } = fetcher;
  useRefusalToast(data);
  useToastOnce(useMemo<ToastMessage | null>(() => (data?.ok ? data.toast : null), [data]));
  return (
    <fetcher.Form method="post" action={accountPath(accountId)}>
      <Button type="submit" name="intent" value="check" icon={ShieldCheck} busy={fetcher.state !== 'idle'}>
        Check sign-in now
      </Button>
    </fetcher.Form>
  );
}
