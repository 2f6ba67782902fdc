import { type MetaFunction, useLoaderData, useLocation } from '@remix-run/react';
import { Boxes, Layers, Plus, SearchX, Upload } from 'lucide-react';
import { ButtonLink } from '../components/button.tsx';
import { Card, EmptyState, PageHeader } from '../components/page.tsx';
import { ExportMenu } from '../features/exports/export-menu.tsx';
import { FilterBar } from '../features/posts/filter-bar.tsx';
import { loadChannelTitles, loadPosts } from '../features/posts/load-posts.server.ts';
import { isFiltered, isNarrowed, toAddress } from '../features/posts/post-filters.ts';
import { PostsPanel } from '../features/posts/posts-panel.tsx';
import { useRemovedPost } from '../features/posts/use-removed-post.ts';
import { ViewTabs } from '../features/posts/view-tabs.tsx';
import { guardedLoader } from '../server/guard.server.ts';

export const meta: MetaFunction = () => [{ title: 'Posts · Hawker' }];

/** Batches to choose from in the filter; an older one is reached from its own page. */
const recentBatches = 30;

export const loader = guardedLoader(async (guarded) => {
  const { caller } = guarded;
  const [posts, accounts, channelTitles, batches, stats] = await Promise.all([
    loadPosts(guarded),
    caller.accounts.list(),
    loadChannelTitles(guarded),
    caller.batches.list({ limit: recentBatches }),
    caller.overview.stats(),
  ]);
  const { batchId } = posts.filters;
  const known = batches.some((batch) => batch.id === batchId);
  const chosen = batchId === null || known ? [] : [await caller.batches.get({ id: batchId })];
  return {
    ...posts,
    channelTitles,
    accounts: accounts.map(({ id, name }) => ({ value: id, label: name })),
    channels: [...new Set(accounts.map((account) => account.channel))].map((value) => ({
      value,
      label: channelTitles[value] ?? value,
    })),
    batches: [...chosen, ...batches].map(({ id, name }) => ({ value: id, label: name })),
    counts: { ...stats.posts, all: stats.postsTotal },
  };
});

const address = '/posts';

export default function Posts() {
  const { page, count, filters, channelTitles, counts, ...choices } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  useRemovedPost();
  const hasAny = counts.all > 0 || isFiltered(filters);
  return (
    <>
      <PageHeader
        title="Posts"
        actions={
          <>
            {page.posts.length > 0 ? <ExportMenu address="/posts/export" filters={toAddress(filters)} /> : null}
            <ButtonLink to="/batches" icon={Boxes}>
              Batches
            </ButtonLink>
            <ButtonLink to="/upload" variant="primary" icon={Upload}>
              Upload a file
            </ButtonLink>
          </>
        }
      />
      <Card flush>
        {hasAny ? (
          <>
            <ViewTabs address={address} filters={filters} counts={isNarrowed(filters) ? undefined : counts} />
            <FilterBar address={address} filters={filters} {...choices} />
          </>
        ) : null}
        <div className={hasAny ? 'border-t' : ''}>
          <PostsPanel
            key={search}
            label="Posts"
            page={page}
            count={count}
            filters={filters}
            channelTitles={channelTitles}
            empty={hasAny ? <NothingMatches /> : <NoPosts />}
          />
        </div>
      </Card>
    </>
  );
}

function NothingMatches() {
  return (
    <EmptyState
      icon={SearchX}
      title="No post matches"
      actions={
        <ButtonLink to={address} variant="primary">
          Clear filters
        </ButtonLink>
      }
    >
      Try another word, or fewer filters. The search looks at titles and SKUs.
    </EmptyState>
  );
}

function NoPosts() {
  return (
    <EmptyState
      icon={Layers}
      title="No posts yet"
      actions={
        <>
          <ButtonLink to="/upload" variant="primary" icon={Upload}>
            Upload a file
          </ButtonLink>
          <ButtonLink to="/listings/new" icon={Plus}>
            Write a listing
          </ButtonLink>
        </>
      }
    >
      A post is one listing on one account. Bring a spreadsheet of listings and choose the accounts: 50 listings on 5
      accounts are 250 posts.
    </EmptyState>
  );
}
