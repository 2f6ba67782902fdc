import { useRef } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { fieldErrorsOf, formErrorOf, useFocusFirstError } from '../../components/form-answer.ts';
import { accountPath } from './account-links.ts';
import { type Channel, CredentialFields } from './credential-fields.tsx';
import type { SignInFetcher } from './sign-in-acts.ts';

interface TokenFormProps {
  accountId: string;
  channel: Channel;
  fetcher: SignInFetcher;
}

/** Mends an account whose sign-in no longer works: what the channel wants, and one button. */
export function TokenForm({ accountId, channel, fetcher }: TokenFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { data } = fetcher;
  useFocusFirstError(form, data);
  const fields = channel.credentialFields.map(({ name }) => `credentials.${name}`);
  const formError = formErrorOf(data, fields);
  return (
    <fetcher.Form ref={form} method="post" action={accountPath(accountId)} noValidate className="grid max-w-xl gap-4">
      {formError ? <Banner tone="bad" title={formError} /> : null}
      <CredentialFields channel={channel} errors={fieldErrorsOf(data)} />
      <div>
        <Button type="submit" name="intent" value="credentials" variant="primary" busy={fetcher.state !== 'idle'}>
          Check and save
        </Button>
      </div>
    </fetcher.Form>
  );
}
