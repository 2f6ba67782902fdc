import { isSetUpToken } from '@hawker/api';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, type MetaFunction, useLoaderData, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { Banner } from '../components/banner.tsx';
import { Button, ButtonLink } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { useAnswer, useFocusFirstError } from '../components/form-answer.ts';
import { Input } from '../components/input.tsx';
import { Door } from '../features/sign-in/door.tsx';
import { openCaller, refusalOf } from '../server/guard.server.ts';
import { signedInCookie } from '../server/session.server.ts';

export const meta: MetaFunction = () => [{ title: 'Set up · Hawker' }];

/** What the link is worth: nobody has an owner made without it, and nobody makes a second one with it. */
export async function loader(args: LoaderFunctionArgs) {
  const { caller, actor } = await openCaller(args);
  if (actor) {
    return redirect('/');
  }
  if (!(await caller.setUp.needed())) {
    return { state: 'done' as const };
  }
  return { state: isSetUpToken(args.context.app, tokenOf(args.request)) ? ('open' as const) : ('bad-link' as const) };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { caller } = await openCaller(args);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '');
  try {
    const { token } = await caller.setUp.createOwner({
      setupToken: tokenOf(request),
      owner: { name: text('name'), email: text('email'), password: text('password') },
    });
    return redirect('/', { headers: { 'set-cookie': await signedInCookie(context.app, token) } });
  } catch (error) {
    return refusalOf(error, context.requestId);
  }
}

function tokenOf(request: Request): string {
  return new URL(request.url).searchParams.get('token')?.slice(0, 200) ?? '';
}

export default function SetUp() {
  const { state } = useLoaderData<typeof loader>();
  switch (state) {
    case 'open':
      return <OwnerForm />;
    case 'done':
      return (
        <Door title="This Hawker is set up" lead="It has an owner already, so this link makes no other one.">
          <ButtonLink to="/sign-in" variant="primary">
            Sign in
          </ButtonLink>
        </Door>
      );
    case 'bad-link':
      return (
        <Door
          title="Open the set-up link"
          lead="The first owner is made with a link that Hawker prints when it starts. This address is not that link, or it is from an earlier start."
        >
          <p className="text-sm">
            Look where you started Hawker and open the newest link, or stop it and run{' '}
            <code className="rounded-sm bg-neutral-tint px-1 py-0.5 text-xs">npm start</code> again.
          </p>
        </Door>
      );
  }
}

function OwnerForm() {
  const answer = useAnswer<typeof action>();
  const navigation = useNavigation();
  const form = useRef<HTMLFormElement>(null);
  useFocusFirstError(form, answer);
  const fields = answer?.error.fields;
  const errorOf = (name: string) => fields?.[`owner.${name}`];
  return (
    <Door title="Welcome to Hawker" lead="Make your owner account. It stays on this machine; nothing is sent anywhere.">
      <Form ref={form} method="post" noValidate className="grid gap-5">
        {answer && !fields ? <Banner tone="bad" title={answer.error.message} /> : null}
        <Field label="Your name" required error={errorOf('name')}>
          {(control) => <Input {...control} name="name" autoComplete="name" />}
        </Field>
        <Field
          label="Email address"
          required
          error={errorOf('email')}
          hint="You sign in with it. Hawker sends no mail."
        >
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
        </Field>
        <Field
          label="Password"
          required
          error={errorOf('password')}
          hint={errorOf('password') ? null : 'At least 10 characters. A few words in a row are easy to remember.'}
        >
          {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={navigation.state !== 'idle'}>
          Make the owner account
        </Button>
      </Form>
    </Door>
  );
}
