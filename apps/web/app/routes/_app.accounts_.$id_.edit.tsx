import { DomainError } from '@hawker/core';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { useAnswer } from '../components/form-answer.ts';
import { PageHeader } from '../components/page.tsx';
import { TextLink } from '../components/text-link.tsx';
import { AccountForm } from '../features/accounts/account-form.tsx';
import { accountUpdateOfForm } from '../features/accounts/account-form-data.ts';
import { accountIdOf, accountPath } from '../features/accounts/account-links.ts';
import { requireEditor } from '../features/accounts/may-edit.server.ts';
import { type SavedAccount, useGoToSavedAccount } from '../features/accounts/saved-account.ts';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Edit ${data.account.name}` : 'Account'} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, actor, params }) => {
  requireEditor(actor);
  const account = await caller.accounts.get({ id: accountIdOf(params) });
  const channel = (await caller.channels.list()).find(({ name }) => name === account.channel);
  if (!channel) {
    throw new DomainError(
      'unavailable',
      `This Hawker does not know the channel of “${account.name}” any more. Start it with that channel to edit the account.`,
    );
  }
  return { account, channel };
});

export const action = guardedAction(async ({ caller, request, params }): Promise<SavedAccount> => {
  const id = accountIdOf(params);
  const update = accountUpdateOfForm(await request.formData());
  const { checked } = await caller.accounts.update({ id, update });
  return { ok: true, id, checked, name: update.name.trim(), isNew: false };
});

export default function EditAccount() {
  const { account, channel } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useGoToSavedAccount(answer);
  const to = accountPath(account.id);
  return (
    <>
      <PageHeader
        back={
          <TextLink to={to} dir="auto">
            {account.name}
          </TextLink>
        }
        title="Edit account"
        description={account.channelTitle}
      />
      <AccountForm channels={[channel]} account={account} answer={answer} backTo={to} />
    </>
  );
}
