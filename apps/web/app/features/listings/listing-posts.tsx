import type { Outputs } from '@hawker/api';
import { Card } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { OutsideLink, TextLink } from '../../components/text-link.tsx';
import { usePostStatus } from '../live/use-live.ts';

type Post = Outputs['listings']['get']['posts'][number];

/** Where the listing is, account by account. */
export function ListingPosts({ posts }: { posts: readonly Post[] }) {
  if (posts.length === 0) {
    return null;
  }
  return (
    <Card title="Its posts" flush>
      <ul>
        {posts.map((post) => (
          <ListingPost key={post.id} post={post} />
        ))}
      </ul>
    </Card>
  );
}

function ListingPost({ post }: { post: Post }) {
  const { status } = usePostStatus(post.id, post);
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 text-sm last:border-b-0">
      <TextLink to={`/posts/${post.id}`} className="min-w-0 flex-1 truncate">
        <span dir="auto">{post.accountName}</span>
      </TextLink>
      <PostStatusPill status={status} />
      <RelativeTime at={post.statusSince} className="text-ink-muted text-xs" />
      {post.externalUrl ? <OutsideLink href={post.externalUrl}>See it live</OutsideLink> : null}
    </li>
  );
}
