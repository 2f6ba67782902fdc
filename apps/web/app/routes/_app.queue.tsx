import { type PostStatus, postStatusGroups } from '@hawker/core';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { countOf, formatCount } from '../components/number.tsx';
import { PageHeader } from '../components/page.tsx';
import { mayEdit } from '../features/accounts/may-edit.server.ts';
import { usePoll } from '../features/live/use-poll.ts';
import { loadChannelTitles, loadPosts } from '../features/posts/load-posts.server.ts';
import { readFilters } from '../features/posts/post-filters.ts';
import { actOnQueue } from '../features/queue/act-on-queue.server.ts';
import { ChannelsCard } from '../features/queue/channels-card.tsx';
import { FailuresCard } from '../features/queue/failures-card.tsx';
import { InFlightCard } from '../features/queue/in-flight-card.tsx';
import { QueuePosts, type QueueView, queueViews } from '../features/queue/queue-posts.tsx';
import { Ticking } from '../features/queue/ticking.tsx';
import { WaitingCard } from '../features/queue/waiting-card.tsx';
import { WorkersCard } from '../features/queue/workers-card.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Queue · Hawker' }];

export const loader = guardedLoader(async (guarded) => {
  const { caller, actor, request } = guarded;
  const queue = await caller.queue.get();
  const counts = countViews(queue.postCounts);
  const asked = readFilters(new URL(request.url).searchParams).state;
  const posts = await loadPosts(guarded, {
    fixed: { state: queueViews.find((view) => view === asked) ?? firstView(counts) },
    limit: postsShown,
  });
  return { queue, counts, posts, channelTitles: await loadChannelTitles(guarded), mayEdit: mayEdit(actor) };
});

export const action = guardedAction(actOnQueue);

/** The page is about the queue as a whole: of the posts a screenful. */
const postsShown = 25;

type Counts = Readonly<Record<QueueView, number>>;

function countViews(postCounts: Partial<Record<PostStatus, number>>): Counts {
  const count = (view: QueueView) => postStatusGroups[view].reduce((sum, status) => sum + (postCounts[status] ?? 0), 0);
  return { failed: count('failed'), needsYou: count('needsYou'), waiting: count('waiting') };
}

/** What somebody should look at, before what goes on by itself. */
function firstView(counts: Counts): QueueView {
  return queueViews.find((view) => counts[view] > 0) ?? 'waiting';
}

/** Heartbeats announce nothing, and a reason to wait may end by the clock alone. In milliseconds. */
const everyMs = 5_000;

export default function QueuePage() {
  const loaded = useLoaderData<typeof loader>();
  const { queue, counts, posts, channelTitles, mayEdit } = loaded;
  const { publishing = 0, unknown: checking = 0 } = queue.postCounts;
  const waiting = counts.waiting - publishing - checking;
  const hasPosts = queueViews.some((view) => counts[view] > 0);
  usePoll(everyMs);
  return (
    <Ticking loaded={loaded}>
      <PageHeader
        title="Queue"
        description={`${countOf(publishing, 'post')} going out, ${formatCount(waiting)} waiting`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <InFlightCard posts={queue.inFlight} publishing={publishing} checking={checking} waiting={waiting} />
          <WaitingCard
            accounts={queue.accounts}
            left={queue.accountsLeft}
            namesChannel={queue.channels.length > 1}
            mayEdit={mayEdit}
          />
          <FailuresCard failures={queue.failures} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <WorkersCard workers={queue.workers} />
          <ChannelsCard channels={queue.channels} mayEdit={mayEdit} />
        </div>
        {hasPosts ? (
          <div className="lg:col-span-2">
            <QueuePosts posts={posts} channelTitles={channelTitles} counts={counts} />
          </div>
        ) : null}
      </div>
    </Ticking>
  );
}
