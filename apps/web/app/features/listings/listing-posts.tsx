import type { Outputs } from '@hawker/api';
import { formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { OutsideLink, TextLink } from '../../components/text-link.tsx';
import { usePostStatus } from '../live/use-live.ts';

type Post = Outputs['listings']['get']['posts'][number];

interface ListingPostsProps {
  sku: string;
  posts: readonly Post[];
}

/** Where the listing is, account by account. */
export function ListingPosts({ sku, posts }: ListingPostsProps) {
  if (posts.length === 0) {
    return null;
  }
  const outdated = outdatedOf(posts);
  return (
    <Card title="Its posts" flush>
      {outdated === 0 ? null : (
        <p className="border-b bg-caution-tint px-4 py-3 text-caution-ink text-sm">
          {outdatedWords(outdated)}{' '}
          <TextLink to={`/posts?${new URLSearchParams({ q: sku, group: 'live' })}`}>Relist to show the change</TextLink>
        </p>
      )}
      <ul>
        {posts.map((post) => (
          <ListingPost key={post.id} post={post} />
        ))}
      </ul>
    </Card>
  );
}

/** Live ones that were not told of what the listing says now. */
export function outdatedOf(posts: readonly Pick<Post, 'isOutdated'>[]): number {
  return posts.filter(({ isOutdated }) => isOutdated).length;
}

export function outdatedWords(posts: number): string {
  return posts === 1
    ? '1 live post still shows what the listing said before.'
    : `${formatCount(posts)} live posts still show what the listing said before.`;
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
