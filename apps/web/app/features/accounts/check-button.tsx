import { ShieldCheck } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { accountPath } from './account-links.ts';
import type { SignInFetcher } from './sign-in-acts.ts';

/** Asks the channel now whether it still accepts the account. */
export function CheckButton({ accountId, fetcher }: { accountId: string; fetcher: SignInFetcher }) {
  return (
    <fetcher.Form method="post" action={accountPath(accountId)}>
      <Button type="submit" name="intent" value="check" icon={ShieldCheck} busy={fetcher.state !== 'idle'}>
        Check sign-in now
      </Button>
    </fetcher.Form>
  );
}
