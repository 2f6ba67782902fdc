import { useFetcher } from '@remix-run/react';
import { useEffect, useMemo, useRef } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { fieldErrorsOf, formErrorOf, useFocusFirstError } from '../../components/form-answer.ts';
import { type ToastMessage, useToastOnce } from '../../components/toast.tsx';
import type { action } from '../../routes/_app.accounts_.$id.tsx';
import { accountPath } from './account-links.ts';
import { type Channel, CredentialFields } from './credential-fields.tsx';

interface TokenFormProps {
  accountId: string;
  channel: Channel;
}

/** Mends an account whose sign-in no longer works: what the channel wants, and one button. */
export function TokenForm({ accountId, channel }: TokenFormProps) {
  const fetcher = useFetcher<typeof action>();
  const form = useRef<HTMLFormElement>(null);
  const { data } = fetcher;
  useFocusFirstError(form, data);
  useToastOnce(useMemo<ToastMessage | null>(() => (data?.ok ? data.toast : null), [data]));
  useEffect(() => {
    if (data?.ok) {
      form.current?.reset();
    }
  }, [data]);
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
