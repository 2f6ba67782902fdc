import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { countOf } from '../components/number.tsx';
import { PageHeader } from '../components/page.tsx';
import { AccountsCard } from '../features/overview/accounts-card.tsx';
import { FirstSteps } from '../features/overview/first-steps.tsx';
import { LastDays } from '../features/overview/last-days.tsx';
import { NeedsYouList } from '../features/overview/needs-you-list.tsx';
import { NowPublishing } from '../features/overview/now-publishing.tsx';
import { accountLines, batchLine, finishOf, needsYouOf } from '../features/overview/overview.server.ts';
import { StatTiles } from '../features/overview/stat-tiles.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Overview · Hawker' }];

/** More than these are a list of their own, one link away. */
const shown = { batches: 5, needsYou: 6, accounts: 12 } as const;

/** Five calls; stats, accounts and posts come from the cache while nothing changes. */
export const loader = guardedLoader(async ({ caller, context }) => {
  const [stats, accounts, batches, sheets, troubled] = await Promise.all([
    caller.overview.stats(),
    caller.accounts.list(),
    caller.batches.list({ running: true, limit: shown.batches }),
    caller.sheets.list({ waiting: true, limit: shown.needsYou }),
    caller.posts.list({ filter: { statuses: ['needs_review', 'failed'] }, limit: shown.needsYou }),
  ]);
  const now = new Date();
  return {
    stats,
    accounts: accountLines(accounts, now).slice(0, shown.accounts),
    batches: batches.map(batchLine),
    finishesAt: finishOf(accounts, now),
    needsYou: needsYouOf(accounts, sheets, troubled.posts).slice(0, shown.needsYou),
    hasMarket: context.app.marketUrl !== null,
  };
});

export const action = guardedAction(async ({ caller, request }) => {
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  switch (form.get('intent')) {
    case 'load-sample': {
      const { accounts, listings } = await caller.system.loadSample();
      return said(`${countOf(accounts, 'account')} and ${countOf(listings, 'listing')} are there.`);
    }
    case 'cancel-batch': {
      const { moved } = await caller.batches.cancel({ id });
      return said(moved === 0 ? 'Nothing waited any more.' : `${countOf(moved, 'post')} canceled.`);
    }
    case 'retry-post': {
      const { moved } = await caller.posts.retry({ ids: [id] });
      return said(moved === 0 ? 'This post has moved on meanwhile.' : 'The post is tried again.');
    }
    default:
      throw new Response(null, { status: 400 });
  }
});

function said(message: string) {
  return { ok: true as const, message };
}

export default function Overview() {
  const { stats, accounts, batches, finishesAt, needsYou, hasMarket } = useLoaderData<typeof loader>();
  if (stats.postsTotal === 0) {
    return (
      <>
        <PageHeader title="Overview" />
        <FirstSteps hasAccounts={stats.accountsTotal > 0} hasListings={stats.hasListings} hasMarket={hasMarket} />
      </>
    );
  }
  return (
    <>
      <PageHeader title="Overview" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <StatTiles stats={stats} />
        {needsYou.length > 0 ? <NeedsYouList items={needsYou} failed={stats.posts.failed} /> : null}
        <div className="grid gap-6 md:grid-cols-2">
          <NowPublishing batches={batches} finishesAt={finishesAt} waiting={stats.posts.waiting} />
          <LastDays days={stats.days} />
        </div>
        <AccountsCard accounts={accounts} total={stats.accountsTotal} />
      </div>
    </>
  );
}
