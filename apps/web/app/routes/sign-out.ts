import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { signOut } from '../server/session.server.ts';

/** Only by POST: a link or a prefetch must not sign anybody out. */
export async function action({ request, context }: ActionFunctionArgs) {
  const forgotten = await signOut(context.app, request.headers.get('cookie'));
  return redirect('/sign-in', { headers: { 'set-cookie': forgotten } });
}

export function loader() {
  return redirect('/');
}
