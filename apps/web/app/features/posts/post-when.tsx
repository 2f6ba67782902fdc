import type { PostStatus } from '@hawker/core';
import { ExactTime, RelativeTime } from '../../components/relative-time.tsx';
import type { PostRow } from './post-types.ts';

/** The time that matters in this state: when it goes out, when it is tried again, or since when it is so. */
export function PostWhen({ post, status }: { post: PostRow; status: PostStatus }) {
  if (status === 'scheduled' && post.scheduledAt) {
    return <ExactTime at={post.scheduledAt} />;
  }
  if ((status === 'retry_wait' || status === 'rate_limited' || status === 'unknown') && post.dueAt) {
    return <RelativeTime at={post.dueAt} />;
  }
  const isLive = status === 'published' || status === 'sold';
  return <RelativeTime at={(isLive ? post.publishedAt : null) ?? post.statusSince} />;
}
