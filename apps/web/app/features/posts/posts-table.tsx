import { History } from 'lucide-react';
import { memo } from 'react';
import { Money } from '../../components/number.tsx';
import { Photo } from '../../components/photo.tsx';
import { PostStatusPill } from '../../components/status-pill.tsx';
import { SelectAllTh, SelectTd, Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../../components/table.tsx';
import { OutsideLink, TextLink } from '../../components/text-link.tsx';
import { usePostStatus } from '../live/use-live.ts';
import { photoAddress } from './photo-address.ts';
import type { ChannelTitles, PostRow } from './post-types.ts';
import { PostWhen } from './post-when.tsx';
import { rowLinkAttribute } from './use-row-keys.ts';
import type { Selection } from './use-selection.ts';

interface PostsTableProps {
  /** Read out as the table's name. */
  label: string;
  posts: readonly PostRow[];
  channelTitles: ChannelTitles;
  selection: Selection;
}

/** Posts, newest first. Under 640 px each row is a card. */
export function PostsTable({ label, posts, channelTitles, selection }: PostsTableProps) {
  return (
    <Table label={label}>
      <TableHead>
        <SelectAllTh
          name={`all ${posts.length} posts on this page`}
          state={selection.state}
          onChange={selection.toggleAll}
        />
        <Th label="Photo" className="w-10" />
        <Th className="pl-4">Title</Th>
        <Th>Account</Th>
        <Th numeric>Price</Th>
        <Th className="min-w-40">Status</Th>
        <Th from="md" className="min-w-36">
          When
        </Th>
        <Th from="lg" className="min-w-20">
          Live
        </Th>
      </TableHead>
      <TableBody>
        {posts.map((post) => (
          <Row
            key={post.id}
            post={post}
            channelTitle={channelTitles[post.channel] ?? post.channel}
            isSelected={selection.has(post.id)}
            onSelect={selection.toggle}
          />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone three lines: the title has one of its own, because the same goods differ only at its end. */
const rowStyles =
  "has-[[data-row-link]:focus-visible]:bg-hover max-sm:[grid-template-areas:'select_photo_title_title_title'_'select_photo_meta_meta_end'_'select_photo_status_status_end2']!";
/** As wide as its cell, so that there is more to press; the ring stays inside, where nothing cuts it off. */
const linkStyles = 'block truncate rounded-sm sm:px-1 focus-visible:outline-offset-[-2px]';

interface RowProps {
  post: PostRow;
  channelTitle: string;
  isSelected: boolean;
  onSelect: Selection['toggle'];
}

/** Drawn again only when something in it is different: while a batch runs the page is loaded every second. */
const Row = memo(function Row({ post, channelTitle, isSelected, onSelect }: RowProps) {
  const { status } = usePostStatus(post.id, post);
  return (
    <Tr selected={isSelected} className={rowStyles}>
      <SelectTd
        name={`${post.title}, ${post.accountName}`}
        checked={isSelected}
        onChange={(on, { shiftKey }) => onSelect(post.id, on, shiftKey)}
      />
      <Td card="photo" className="sm:pr-0">
        <Photo src={photoAddress(post.photoHash, 'thumbnail')} alt="" />
      </Td>
      <TitleTd text={post.title}>
        <TextLink to={`/posts/${post.id}`} look="quiet" className={linkStyles} {...rowLinkAttribute}>
          {post.title}
        </TextLink>
      </TitleTd>
      <Td card="meta" className="sm:max-w-44 xl:max-w-72">
        <span className="flex items-baseline gap-1.5 whitespace-nowrap">
          <span dir="auto" title={post.accountName} className="truncate">
            {post.accountName}
          </span>
          <span className="text-ink-muted text-xs max-xl:hidden">{channelTitle}</span>
        </span>
      </Td>
      <Td card="end" numeric>
        <span className="inline-flex items-center gap-1.5">
          {post.isOutdated && status === 'published' ? <Outdated /> : null}
          <Money amountMinor={post.priceMinor} currency={post.currency} />
        </span>
      </Td>
      <Td card="status" className="sm:w-36">
        <PostStatusPill status={status} />
      </Td>
      <Td from="md" card="end2" className="whitespace-nowrap sm:w-40 sm:text-ink-muted">
        <PostWhen post={post} status={status} />
      </Td>
      <Td from="lg" className="w-20 whitespace-nowrap">
        {post.externalUrl && (status === 'published' || status === 'sold') ? (
          <OutsideLink href={post.externalUrl}>
            Open<span className="sr-only"> the live listing of {post.title}</span>
          </OutsideLink>
        ) : null}
      </Td>
    </Tr>
  );
}, isSameRow);

/** Title and price are those of the listing, as for any post; the channel shows what they were. */
function Outdated() {
  const words = 'The listing was changed after this went out: its channel still shows what it said then.';
  return (
    <span title={words} className="text-caution-ink">
      <History aria-hidden className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function isSameRow(one: RowProps, other: RowProps): boolean {
  return (
    one.isSelected === other.isSelected &&
    one.channelTitle === other.channelTitle &&
    one.onSelect === other.onSelect &&
    isSamePost(one.post, other.post)
  );
}

function isSamePost(one: PostRow, other: PostRow): boolean {
  const values: Readonly<Record<string, unknown>> = { ...other };
  return Object.entries(one).every(([name, value]) => plain(value) === plain(values[name]));
}

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);
