import { describeVariation } from '@hawker/core';
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
import { SheetsCard } from '../features/sheets/sheets-card.tsx';
import { VariationCard } from '../features/variation/variation-card.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

/** Of its posts, so many stand here; the rest is one link away. */
const latestPosts = 20;

/** Those that wait come first. */
const latestSheets = 25;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.name ?? 'Account'} · Hawker` },
];

export const loader = guardedLoader(async ({ caller, actor, params }) => {
  const id = accountIdOf(params);
  const [account, channels] = await Promise.all([caller.accounts.get({ id }), caller.channels.list()]);
  const channel = channels.find(({ name }) => name === account.channel) ?? null;
  const [queue, { posts }, sheets] = await Promise.all([
    caller.queue.account({ id }),
    caller.posts.list({ filter: { accountId: id }, limit: latestPosts }),
    channel?.upload ? caller.sheets.list({ accountId: id, limit: latestSheets }) : [],
  ]);
  return {
    account,
    queue,
    summary: summariseAccount(account, new Date()),
    channel,
    sheets,
    varied: describeVariation(account.variation),
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
  const { account, queue, summary, channel, sheets, varied, posts, mayEdit } = useLoaderData<typeof loader>();
  const isUploaded = channel?.delivery === 'sheet';
  return (
    <>
      <AccountHeader account={summary} mayEdit={mayEdit} />
      <div className="grid gap-6">
        <HealthCard key={account.id} account={summary} queue={queue} channel={channel} mayEdit={mayEdit} />
        {channel?.upload ? <SheetsCard sheets={sheets} upload={channel.upload} mayEdit={mayEdit} /> : null}
        <PostTiles account={summary} />
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-6 lg:order-2">
            <TodayCard account={summary} queue={queue} isUploaded={isUploaded} />
            <PaceCard account={account} queue={queue} isUploaded={isUploaded} mayEdit={mayEdit} />
            <VariationCard account={account} varied={varied} mayEdit={mayEdit} />
          </div>
          <LatestPosts account={summary} posts={posts} />
        </div>
      </div>
    </>
  );
}
