import { countOf, formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { usePostStatus } from '../live/use-live.ts';
import type { InFlightPost } from './queue-types.ts';
import { describeStep } from './queue-words.ts';
import { Age, Countdown } from './ticking.tsx';
import { useKeptHeight } from './use-kept-height.ts';

/** More than a screenful of rows that change every second cannot be read. */
const shownPosts = 12;

interface InFlightCardProps {
  posts: readonly InFlightPost[];
  /** Of them, by the counters: more than the list has room for. */
  publishing: number;
  checking: number;
  waiting: number;
}

/** What the workers have in their hands this second, and what is being looked up. */
export function InFlightCard({ posts, publishing, checking, waiting }: InFlightCardProps) {
  const shown = posts.slice(0, shownPosts);
  const left = publishing + checking - shown.length;
  const kept = useKeptHeight();
  const words = [
    publishing > 0 ? countOf(publishing, 'post') : '',
    checking > 0 ? `${countOf(checking, 'post')} being checked` : '',
  ].filter(Boolean);
  return (
    <Card title="Going out now" aside={<span className="text-ink-muted">{words.join(', ')}</span>} flush>
      <div {...kept}>
        {shown.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted text-sm">
            {waiting > 0
              ? 'Nothing this second. Below stands what each account waits for.'
              : 'Nothing is going out and nothing waits.'}
          </p>
        ) : (
          <Table label="Posts going out now">
            <TableHead>
              <Th>Title</Th>
              <Th>Account</Th>
              <Th>Step</Th>
              <Th numeric>For</Th>
            </TableHead>
            <TableBody>
              {shown.map((post) => (
                <Row key={post.postId} post={post} />
              ))}
            </TableBody>
          </Table>
        )}
        {left > 0 && shown.length > 0 ? (
          <p className="border-t px-4 py-2 text-ink-muted text-xs">
            And{' '}
            <TextLink to={`/posts?status=${checking > publishing ? 'unknown' : 'publishing'}`}>
              {formatCount(left)} more
            </TextLink>
            .
          </p>
        ) : null}
      </div>
    </Card>
  );
}

/** On a phone three lines: the step says more than would fit beside the account. */
const rowStyles =
  "max-sm:[grid-template-areas:'title_title_title_title_end'_'meta_meta_meta_meta_meta'_'status_status_status_status_status']!";

function Row({ post }: { post: InFlightPost }) {
  const { postId, title, accountId, accountName, sinceMs, looksAgainInMs } = post;
  const { status } = usePostStatus(postId, post);
  const isOver = status !== post.status;
  return (
    <Tr className={rowStyles}>
      <TitleTd text={title}>
        <TextLink to={`/posts/${postId}`} look="quiet">
          {title}
        </TextLink>
      </TitleTd>
      <Td card="meta" className="sm:max-w-44">
        <TextLink to={`/accounts/${accountId}`} look="quiet" dir="auto" className="block truncate">
          {accountName}
        </TextLink>
      </Td>
      <Td card="status" className="whitespace-nowrap">
        {isOver ? (
          <PostStatusPill status={status} />
        ) : (
          <span className="max-sm:text-xs">
            {describeStep(post)}
            {looksAgainInMs === null ? null : (
              <span className="text-ink-muted">
                , looks in <Countdown ms={looksAgainInMs} />
              </span>
            )}
          </span>
        )}
      </Td>
      <Td card="end" numeric className="w-20 text-ink-muted">
        {isOver ? null : <Age ms={sinceMs} />}
      </Td>
    </Tr>
  );
}
