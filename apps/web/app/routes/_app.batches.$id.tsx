import { type MetaFunction, useLoaderData, useLocation } from '@remix-run/react';
import { countOf, formatCount } from '../components/number.tsx';
import { Card, PageHeader } from '../components/page.tsx';
import { RelativeTime } from '../components/relative-time.tsx';
import { TextLink } from '../components/text-link.tsx';
import { actOnBatch } from '../features/batches/act-on-batch.server.ts';
import { BatchActs, hasActs, useBatchFetcher } from '../features/batches/batch-acts.tsx';
import { BatchProblems } from '../features/batches/batch-problems.tsx';
import { BatchProgress } from '../features/batches/batch-progress.tsx';
import { fileWords } from '../features/batches/batch-words.ts';
import { NoPosts } from '../features/batches/no-posts.tsx';
import { RowsThatStayed } from '../features/batches/rows-that-stayed.tsx';
import { SheetsToUpload } from '../features/batches/sheets-to-upload.tsx';
import { FilterBar } from '../features/posts/filter-bar.tsx';
import { loadChannelTitles, loadPosts } from '../features/posts/load-posts.server.ts';
import { isFiltered, isNarrowed } from '../features/posts/post-filters.ts';
import { PostsPanel } from '../features/posts/posts-panel.tsx';
import { routeId } from '../features/posts/route-id.server.ts';
import { ViewTabs } from '../features/posts/view-tabs.tsx';
import { guardedAction, guardedLoader } from '../server/guard.server.ts';

export const loader = guardedLoader(async (guarded) => {
  const { caller, params } = guarded;
  const id = routeId(params, 'batch');
  const [batch, outlook, posts, accounts, channelTitles] = await Promise.all([
    caller.batches.get({ id }),
    caller.batches.outlook({ id }),
    loadPosts(guarded, { fixed: { batchId: id }, oldestFirst: true }),
    caller.accounts.list(),
    loadChannelTitles(guarded),
  ]);
  return {
    batch,
    outlook,
    ...posts,
    channelTitles,
    accounts: accounts.map((account) => ({ value: account.id, label: account.name })),
  };
});

export const action = guardedAction(actOnBatch);

/** The tab tells how far it is, for who works elsewhere meanwhile. */
export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) {
    return [{ title: 'Batch · Hawker' }];
  }
  const { name, progress } = data.batch;
  const running = progress.waiting > 0 ? `${formatCount(progress.live)} of ${formatCount(progress.total)} · ` : '';
  return [{ title: `${running}${name} · Hawker` }];
};

export default function BatchPage() {
  const { batch, outlook, page, count, filters, channelTitles, accounts } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const fetcher = useBatchFetcher();
  const { id, name, listingCount, postCount, createdAt, createdBy, progress } = batch;
  const address = `/batches/${id}`;
  // The page is the batch: its address does not say it again.
  const own = { ...filters, batchId: null };
  const counts = { ...progress, all: progress.total, draft: progress.drafts };
  // While it runs its place is kept, so that the first failure moves nothing.
  const showsProblems = outlook.problems.length > 0 || progress.waiting > 0;
  return (
    <>
      <PageHeader
        title={name}
        back={<TextLink to="/batches">Batches</TextLink>}
        description={
          <>
            {countOf(postCount, 'post')} from {countOf(listingCount, 'listing')}
            {fileWords(batch)}
            {createdBy ? (
              <>
                , made by <span dir="auto">{createdBy}</span>
              </>
            ) : (
              ', made'
            )}{' '}
            <RelativeTime at={createdAt} />
          </>
        }
        actions={hasActs(batch) ? <BatchActs batch={batch} fetcher={fetcher} /> : null}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <RowsThatStayed restUploadId={batch.restUploadId} restRowCount={batch.restRowCount} />
        <SheetsToUpload posts={page.posts} />
        <div
          className={
            showsProblems ? 'grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]' : ''
          }
        >
          <BatchProgress batch={batch} outlook={outlook} />
          {showsProblems ? <BatchProblems problems={outlook.problems} /> : null}
        </div>
        <div id="posts" hidden={postCount === 0}>
          <Card flush>
            <ViewTabs address={address} filters={own} counts={isNarrowed(own) ? undefined : counts} />
            <FilterBar address={address} filters={own} accounts={accounts} channels={[]} batches={[]} />
            <div className="border-t">
              <PostsPanel
                key={search}
                label={`Posts of ${name}`}
                page={page}
                count={count}
                pageWords={{ newer: 'Previous', older: 'Next' }}
                filters={filters}
                channelTitles={channelTitles}
                empty={<NoPosts clear={isFiltered(own) ? address : null} />}
              />
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}
