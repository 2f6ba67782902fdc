import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { countOf, formatCount } from '../../components/number.tsx';
import { Pagination } from '../../components/pagination.tsx';
import type { MatchingPosts } from './bulk-bar.tsx';
import type { PostFilters } from './post-filters.ts';
import type { ChannelTitles, PostRow } from './post-types.ts';
import { PostsTable } from './posts-table.tsx';
import { useRowKeys } from './use-row-keys.ts';
import { useSelection } from './use-selection.ts';

/** Wanted only when something is chosen, so it is not part of the first load. */
const BulkBar = lazy(() => import('./bulk-bar.tsx'));

interface PostsPanelProps {
  label: string;
  page: { posts: readonly PostRow[]; nextCursor: string | null; previousCursor: string | null };
  count: { count: number; atLeast: boolean };
  filters: PostFilters;
  channelTitles: ChannelTitles;
  pageWords?: { newer: string; older: string };
  /** Instead of the table, when nothing is there. */
  empty: ReactNode;
}

/** A page of posts with what can be done to the chosen ones. Give it the address as its key: another page starts anew. */
export function PostsPanel({ label, page, count, filters, channelTitles, pageWords, empty }: PostsPanelProps) {
  const { posts, nextCursor, previousCursor } = page;
  const ids = useMemo(() => posts.map((post) => post.id), [posts]);
  const selection = useSelection<MatchingPosts>(ids);
  useRowKeys();
  // Once there it stays, also when the rows it acted on have left the page: it still has to tell what came of it.
  const [isBarWanted, setBarWanted] = useState(false);
  if (!isBarWanted && selection.state !== 'none') {
    setBarWanted(true);
  }
  return (
    <>
      {posts.length === 0 ? (
        empty
      ) : (
        <>
          <PostsTable label={label} posts={posts} channelTitles={channelTitles} selection={selection} />
          <div className="border-t">
            <Pagination
              label="posts"
              newerCursor={previousCursor}
              olderCursor={nextCursor}
              {...(pageWords ? { words: pageWords } : {})}
            >
              {matchWords(count)}
            </Pagination>
          </div>
        </>
      )}
      {isBarWanted ? (
        <Suspense fallback={null}>
          <BulkBar posts={posts} selection={selection} count={count} filters={filters} />
        </Suspense>
      ) : null}
    </>
  );
}

function matchWords({ count, atLeast }: { count: number; atLeast: boolean }): string {
  if (atLeast) {
    return `More than ${formatCount(count)} posts match`;
  }
  return `${countOf(count, 'post')} ${count === 1 ? 'matches' : 'match'}`;
}
