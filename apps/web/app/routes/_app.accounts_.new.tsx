import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Plug } from 'lucide-react';
import { useAnswer } from '../components/form-answer.ts';
import { Card, EmptyState, PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { AccountForm } from '../features/accounts/account-form.tsx';
import { newAccountOfForm } from '../features/accounts/account-form-data.ts';
import { requireEditor } from '../features/accounts/may-edit.server.ts';
import { type SavedAccount, useGoToSavedAccount } from '../features/accounts/saved-account.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Connect an account · Hawker' }];

export const loader = guardedLoader(async ({ caller, actor }) => {
  requireEditor(actor);
  return { channels: await caller.channels.list() };
});

export const action = guardedAction(async ({ caller, request }): Promise<SavedAccount> => {
  const input = newAccountOfForm(await request.formData());
  const { id, checked } = await caller.accounts.create(input);
  return { ok: true, id, checked, name: input.name.trim(), isNew: true };
});

export default function NewAccount() {
  const { channels } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useGoToSavedAccount(answer);
  const [first, ...others] = channels;
  return (
    <>
      <PageHeader
        back={<TextLink to="/accounts">Accounts</TextLink>}
        title="Connect an account"
        description="One seller account on one channel. Its access is sealed when it is stored and never shown again."
      />
      {first ? (
        <AccountForm channels={[first, ...others]} account={null} answer={answer} backTo="/accounts" />
      ) : (
        <Card>
          <EmptyState icon={Plug} title="There is no channel yet">
            Start Hawker with <code>npm start</code>, which brings the practice market, or set{' '}
            <code>HAWKER_MARKET_URL</code> to the address of one.
          </EmptyState>
        </Card>
      )}
    </>
  );
}
