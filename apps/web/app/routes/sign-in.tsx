import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, type MetaFunction, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { useAnswer, useFocusFirstError } from '../components/form-answer.ts';
import { Input } from '../components/input.tsx';
import { Door } from '../features/sign-in/door.tsx';
import { openCaller, refusalOf } from '../server/guard.server.ts';
import { ownPath } from '../server/own-path.server.ts';
import { signedInCookie } from '../server/session.server.ts';

export const meta: MetaFunction = () => [{ title: 'Sign in · Hawker' }];

export async function loader(args: LoaderFunctionArgs) {
  const { caller, actor } = await openCaller(args);
  if (actor) {
    return redirect(wantedPath(args.request));
  }
  return (await caller.setUp.needed()) ? redirect('/setup') : null;
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { caller } = await openCaller(args);
  const form = await request.formData();
  try {
    const { token } = await caller.signIn.signIn({
      email: String(form.get('email') ?? ''),
      password: String(form.get('password') ?? ''),
      userAgent: request.headers.get('user-agent'),
    });
    return redirect(wantedPath(request), { headers: { 'set-cookie': await signedInCookie(context.app, token) } });
  } catch (error) {
    return refusalOf(error, context.requestId);
  }
}

function wantedPath(request: Request): string {
  return ownPath(new URL(request.url).searchParams.get('next'));
}

export default function SignIn() {
  const answer = useAnswer<typeof action>();
  const navigation = useNavigation();
  const form = useRef<HTMLFormElement>(null);
  useFocusFirstError(form, answer);
  const fields = answer?.error.fields;
  return (
    <Door title="Sign in" lead="to the desk of your shop.">
      <Form ref={form} method="post" noValidate className="grid gap-5">
        {answer && !fields ? <Banner tone="bad" title={answer.error.message} /> : null}
        <Field label="Email address" required error={fields?.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
        </Field>
        <Field label="Password" required error={fields?.password}>
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" />}
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={navigation.state !== 'idle'}>
          Sign in
        </Button>
        <p className="text-ink-muted text-sm">
          Lost the password? Whoever runs Hawker makes a new one with <code>npx hawker password</code>.
        </p>
      </Form>
    </Door>
  );
}
