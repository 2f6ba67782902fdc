import type { Outputs } from '@hawker/api';
import { Layers } from 'lucide-react';
import { ButtonLink } from '../../components/button.tsx';
import { countOf, Money } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { usePostStatus } from '../live/use-live.ts';
import { PostWhen } from '../posts/post-when.tsx';
import { postsPath } from './account-links.ts';
import type { AccountSummary } from './account-summary.ts';

type PostRow = Outputs['posts']['list']['posts'][number];

interface LatestPostsProps {
  account: AccountSummary;
  posts: readonly PostRow[];
}

export function LatestPosts({ account, posts }: LatestPostsProps) {
  const { id, name, postsTotal } = account;
  return (
    <Card
      title="Latest posts"
      flush
      aside={
        postsTotal > 0 ? <TextLink to={postsPath(id)}>{`All ${countOf(postsTotal, 'post')}`}</TextLink> : undefined
      }
    >
      {posts.length === 0 ? (
        <EmptyState icon={Layers} title="No posts yet" actions={<ButtonLink to="/upload">Upload a file</ButtonLink>}>
          A post is one listing on this account. Bring a file of listings, or write one, and choose this account.
        </EmptyState>
      ) : (
        <Table label={`Latest posts of ${name}`}>
          <TableHead>
            <Th>Title</Th>
            <Th numeric>Price</Th>
            <Th>Status</Th>
            <Th from="md">When</Th>
          </TableHead>
          <TableBody>
            {posts.map((post) => (
              <LatestPost key={post.id} post={post} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function LatestPost({ post }: { post: PostRow }) {
  const { status } = usePostStatus(post.id, post);
  return (
    <Tr>
      <TitleTd text={post.title}>
        <TextLink look="quiet" to={`/posts/${post.id}`}>
          {post.title}
        </TextLink>
      </TitleTd>
      <Td card="end" numeric>
        <Money amountMinor={post.priceMinor} currency={post.currency} />
      </Td>
      <Td card="status">
        <PostStatusPill status={status} />
      </Td>
      <Td from="md" card="end2" className="whitespace-nowrap sm:text-ink-muted">
        <PostWhen post={post} status={status} />
      </Td>
    </Tr>
  );
}
