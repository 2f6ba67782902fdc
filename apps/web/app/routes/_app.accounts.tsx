import { type MetaFunction, useFetcher, useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { ButtonLink } from '../components/button.tsx';
import { useAnswer, useRefusalToast } from '../components/form-answer.ts';
import { countOf } from '../components/number.tsx';
import { Card, PageHeader } from '../components/page.tsx';
import { type ToastMessage, useToastOnce } from '../components/toast.tsx';
import { summariseAccount } from '../features/accounts/account-summary.ts';
import { AccountsTable } from '../features/accounts/accounts-table.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { NoAccounts } from '../features/accounts/no-accounts.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Accounts · Hawker' }];

export const loader = guardedLoader(async ({ caller, actor }) => {
  const now = new Date();
  const accounts = await caller.accounts.list();
  return { accounts: accounts.map((account) => summariseAccount(account, now)), mayEdit: mayEdit(actor) };
});

type Done =
  | { ok: true; done: 'paused' | 'resumed' | 'sample' }
  | { ok: true; done: 'removed'; id: string; name: string }
  | { ok: true; done: 'restored'; name: string };

/** What can be done with an account from any page: with a button and no fields. */
export const action = guardedAction(async ({ caller, request }): Promise<Done> => {
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  switch (form.get('intent')) {
    case 'pause':
      await caller.accounts.pause({ id });
      return { ok: true, done: 'paused' };
    case 'resume':
      await caller.accounts.resume({ id });
      return { ok: true, done: 'resumed' };
    case 'remove': {
      const { name } = await caller.accounts.get({ id });
      await caller.accounts.remove({ id });
      return { ok: true, done: 'removed', id, name };
    }
    case 'restore': {
      await caller.accounts.restore({ id });
      const { name } = await caller.accounts.get({ id });
      return { ok: true, done: 'restored', name };
    }
    case 'sample':
      await caller.system.loadSample();
      return { ok: true, done: 'sample' };
  }
  throw new Response(null, { status: 400 });
});

export default function Accounts() {
  const { accounts, mayEdit } = useLoaderData<typeof loader>();
  useRemovedToast();
  const blocked = accounts.filter((account) => account.status === 'blocked').length;
  const paused = accounts.filter((account) => account.status === 'paused').length;
  const states = [blocked > 0 ? `${blocked} blocked` : '', paused > 0 ? `${paused} paused` : ''].filter(Boolean);
  return (
    <>
      <PageHeader
        title="Accounts"
        description={accounts.length > 0 ? [countOf(accounts.length, 'account'), ...states].join(', ') : null}
        actions={
          accounts.length > 0 && mayEdit ? (
            <ButtonLink to="/accounts/new" variant="primary" icon={Plus}>
              Connect an account
            </ButtonLink>
          ) : null
        }
      />
      <Card flush>
        {accounts.length === 0 ? (
          <NoAccounts mayEdit={mayEdit} />
        ) : (
          <AccountsTable accounts={accounts} mayEdit={mayEdit} />
        )}
      </Card>
    </>
  );
}

/** An account was deleted from its own page, which brought the person here: says so, and takes it back. */
function useRemovedToast(): void {
  const answer = useAnswer<typeof action>();
  const undo = useFetcher<typeof action>();
  useRefusalToast(answer);
  useRefusalToast(undo.data);
  const { submit } = undo;
  const removed = useMemo<ToastMessage | null>(
    () =>
      answer?.ok && answer.done === 'removed'
        ? {
            text: `“${answer.name}” and its posts deleted`,
            undo: () => submit({ intent: 'restore', id: answer.id }, { method: 'post', action: '/accounts' }),
          }
        : null,
    [answer, submit],
  );
  const restored = useMemo<ToastMessage | null>(
    () => (undo.data?.ok && undo.data.done === 'restored' ? { text: `“${undo.data.name}” is back` } : null),
    [undo.data],
  );
  useToastOnce(removed);
  useToastOnce(restored);
}
