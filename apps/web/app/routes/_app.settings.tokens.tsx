import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { Card, EmptyState } from '../components/page.tsx';
import { TokenMaker } from '../features/system/token-maker.tsx';
import { TokenTable } from '../features/system/token-table.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'API tokens · Hawker' }];

export const loader = guardedLoader(async ({ caller, context }) => ({
  tokens: await caller.tokens.list(),
  origin: context.app.origin,
}));

type Done = { ok: true; done: 'created'; name: string; token: string } | { ok: true; done: 'revoked'; name: string };

export const action = guardedAction(async ({ caller, request }): Promise<Done> => {
  const form = await request.formData();
  const name = String(form.get('name') ?? '').trim();
  switch (form.get('intent')) {
    case 'create': {
      const { token } = await caller.tokens.create({ name });
      return { ok: true, done: 'created', name, token };
    }
    case 'revoke':
      await caller.tokens.revoke({ id: String(form.get('id') ?? '') });
      return { ok: true, done: 'revoked', name };
    default:
      throw new Response(null, { status: 400 });
  }
});

export default function Tokens() {
  const { tokens, origin } = useLoaderData<typeof loader>();
  return (
    <>
      <p className="text-ink-muted text-sm">
        With a token, a program does everything here that you can: the typed client, the command line on another
        machine, your own scripts. Hawker keeps only its fingerprint.
      </p>
      <TokenMaker origin={origin} />
      <Card title="Your tokens" flush>
        {tokens.length === 0 ? (
          <EmptyState icon={KeyRound} title="No tokens">
            Make one for each program, so that each can be revoked by itself.
          </EmptyState>
        ) : (
          <TokenTable tokens={tokens} />
        )}
      </Card>
    </>
  );
}
