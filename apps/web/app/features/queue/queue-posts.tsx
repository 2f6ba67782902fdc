import { useLocation } from '@remix-run/react';
import { ListChecks } from 'lucide-react';
import { Card, EmptyState } from '../../components/page.tsx';
import { TabLinks } from '../../components/tabs.tsx';
import type { loadPosts } from '../posts/load-posts.server.ts';
import { type PostStateFilter, toAddress } from '../posts/post-filters.ts';
import type { ChannelTitles } from '../posts/post-types.ts';
import { PostsPanel } from '../posts/posts-panel.tsx';

interface QueuePostsProps {
  posts: Awaited<ReturnType<typeof loadPosts>>;
  channelTitles: ChannelTitles;
  counts: Readonly<Record<QueueView, number>>;
}

export const queueViews = ['failed', 'needsYou', 'waiting'] as const satisfies readonly PostStateFilter[];
export type QueueView = (typeof queueViews)[number];

const words: Readonly<Record<QueueView, { tab: string; empty: string; hint: string }>> = {
  failed: {
    tab: 'Failed',
    empty: 'No post has failed',
    hint: 'What a channel refuses for good stands here, to be mended and tried again.',
  },
  needsYou: {
    tab: 'Needs you',
    empty: 'Nothing needs you',
    hint: 'What only a person can settle stands here: a sheet to upload, a refused sign-in, or a reply that no lookup could find.',
  },
  waiting: {
    tab: 'Waiting',
    empty: 'No post waits',
    hint: 'What is scheduled, queued or about to be tried again stands here, to be canceled or tried at once.',
  },
};

/** The posts behind the numbers, to be tried again or canceled by selection. */
export function QueuePosts({ posts, channelTitles, counts }: QueuePostsProps) {
  const { search } = useLocation();
  const { page, count, filters } = posts;
  const current = queueViews.find((view) => view === filters.state) ?? 'waiting';
  return (
    <div id="posts">
      <Card flush>
        <TabLinks
          label="Posts"
          tabs={queueViews.map((view) => ({
            label: words[view].tab,
            to: `/queue${toAddress({ ...filters, state: view })}#posts`,
            isCurrent: view === current,
            count: counts[view],
          }))}
        />
        <PostsPanel
          key={search}
          label={`${words[current].tab} posts`}
          page={page}
          count={count}
          filters={filters}
          channelTitles={channelTitles}
          empty={
            <EmptyState icon={ListChecks} title={words[current].empty}>
              {words[current].hint}
            </EmptyState>
          }
        />
      </Card>
    </div>
  );
}
