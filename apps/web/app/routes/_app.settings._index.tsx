import { redirect } from '@remix-run/node';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { useAnswer } from '../components/form-answer.ts';
import { Card } from '../components/page.tsx';
import { PasswordForm } from '../features/system/password-form.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';
import { signOut } from '../server/session.server.ts';

export const meta: MetaFunction = () => [{ title: 'Settings · Hawker' }];

export const loader = guardedLoader(async ({ actor }) => ({
  name: actor.name,
  email: actor.email ?? '',
  role: actor.role,
}));

/** The new password ends every session; this browser forgets its own with the same answer. */
export const action = guardedAction(async ({ caller, request, context }) => {
  const form = await request.formData();
  await caller.signIn.changePassword({
    current: String(form.get('current') ?? ''),
    wanted: String(form.get('wanted') ?? ''),
  });
  const cookie = await signOut(context.app, request.headers.get('cookie'));
  throw redirect('/sign-in?next=/settings', { headers: { 'set-cookie': cookie } });
});

const roleWords = {
  owner: 'Owner: may do everything',
  editor: 'Editor: changes listings, posts and accounts',
  viewer: 'Viewer: sees everything, changes nothing',
} as const;

export default function You() {
  const { name, email, role } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <Card title="You">
        <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[8rem_1fr]">
          <dt className="text-ink-muted max-sm:-mb-2">Name</dt>
          <dd className="wrap-anywhere">
            <bdi>{name}</bdi>
          </dd>
          <dt className="text-ink-muted max-sm:-mb-2">Email address</dt>
          <dd className="wrap-anywhere">{email}</dd>
          <dt className="text-ink-muted max-sm:-mb-2">Role</dt>
          <dd>{roleWords[role]}</dd>
        </dl>
      </Card>
      <Card title="Change password">
        <PasswordForm email={email} answer={answer} />
      </Card>
    </>
  );
}
