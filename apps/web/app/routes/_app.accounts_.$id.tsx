import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { credentialsOfForm } from '../features/accounts/account-form-data.ts';
import { AccountHeader } from '../features/accounts/account-header.tsx';
import { accountIdOf } from '../features/accounts/account-links.ts';
import { summariseAccount } from '../features/accounts/account-summary.ts';
import { HealthCard } from '../features/accounts/health-card.tsx';
import { LatestPosts } from '../features/accounts/latest-posts.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { PaceCard } from '../features/accounts/pace-card.tsx';
import { PostTiles } from '../features/accounts/post-tiles.tsx';
import { TodayCard } from '../features/accounts/today-card.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

/** Of its posts, so many stand here; the rest is one link away. */
const latestPosts = 20;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.name ?? 'Account'} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, actor, params }) => {
  const id = accountIdOf(params);
  const account = await caller.accounts.get({ id });
  const [queue, channels, { posts }] = await Promise.all([
    caller.queue.account({ id }),
    caller.channels.list(),
    caller.posts.list({ filter: { accountId: id }, limit: latestPosts }),
  ]);
  return {
    account,
    queue,
    summary: summariseAccount(account, new Date()),
    channel: channels.find(({ name }) => name === account.channel) ?? null,
    posts,
    mayEdit: mayEdit(actor),
  };
});

interface Said {
  ok: true;
  toast: { text: string; tone: 'good' | 'bad' };
}

/** Everything about the sign-in; pausing and deleting are the list's acts too, so they are there. */
export const action = guardedAction(async ({ caller, params, request }): Promise<Said> => {
  const id = accountIdOf(params);
  const form = await request.formData();
  switch (form.get('intent')) {
    case 'check': {
      const result = await caller.accounts.checkSignIn({ id });
      return result.kind === 'ok'
        ? said({ text: `The sign-in works, as “${result.sellerName}”`, tone: 'good' })
        : said({ text: result.sentence, tone: 'bad' });
    }
    case 'credentials': {
      const { checked } = await caller.accounts.update({ id, update: { credentials: credentialsOfForm(form) } });
      return checked
        ? said({ text: 'The new access works; its posts go on', tone: 'good' })
        : said({ text: 'Saved, but the channel could not be reached to check it.', tone: 'bad' });
    }
    default:
      throw new Response(null, { status: 400 });
  }
});

function said(toast: Said['toast']): Said {
  return { ok: true, toast };
}

export default function AccountPage() {
  const { account, queue, summary, channel, posts, mayEdit } = useLoaderData<typeof loader>();
  return (
    <>
      <AccountHeader account={summary} mayEdit={mayEdit} />
      <div className="grid gap-6">
        <HealthCard key={account.id} account={summary} queue={queue} channel={channel} mayEdit={mayEdit} />
        <PostTiles account={summary} />
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-6 lg:order-2">
            <TodayCard account={summary} queue={queue} />
            <PaceCard account={account} queue={queue} mayEdit={mayEdit} />
          </div>
          <LatestPosts account={summary} posts={posts} />
        </div>
      </div>
    </>
  );
}
