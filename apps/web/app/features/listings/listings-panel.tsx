import type { Account, Outputs } from '@hawker/api';
import { Link, useSearchParams } from '@remix-run/react';
import { useMemo } from 'react';
import { buttonStyles } from '../../components/button.tsx';
import { countOf, formatCount, Money } from '../../components/number.tsx';
import { Photo } from '../../components/photo.tsx';
import { SelectAllTh, SelectTd, Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { conditionWords } from '../posts/condition-words.ts';
import { photoAddress } from '../posts/photo-address.ts';
import { rowLinkAttribute, useRowKeys } from '../posts/use-row-keys.ts';
import { type Selection, useSelection } from '../posts/use-selection.ts';
import { ListingsBar, type MatchingListings } from './listings-bar.tsx';

type Page = Outputs['listings']['list'];

interface ListingsPanelProps {
  page: Page;
  accounts: readonly Account[];
  /** What the page is narrowed to; empty for all. */
  search: string;
  isFirst: boolean;
  /** Choosing is only there for who can do something with what is chosen. */
  mayEdit: boolean;
}

/** A page of listings, with what can be done to the chosen ones. */
export function ListingsPanel({ page, accounts, search, isFirst, mayEdit }: ListingsPanelProps) {
  const { listings, nextCursor } = page;
  const ids = useMemo(() => listings.map((listing) => listing.id), [listings]);
  const selection = useSelection<MatchingListings>(ids);
  useRowKeys();
  return (
    <>
      <Table label="Listings">
        <TableHead>
          {mayEdit ? (
            <SelectAllTh
              name={`all ${countOf(listings.length, 'listing')} on this page`}
              state={selection.state}
              onChange={selection.toggleAll}
            />
          ) : null}
          <Th label="Photo" className="w-10" />
          <Th>Title</Th>
          <Th numeric>Price</Th>
          <Th from="lg">Condition</Th>
          <Th from="lg" numeric>
            Photos
          </Th>
          <Th from="md">SKU</Th>
          <Th numeric>Posts</Th>
        </TableHead>
        <TableBody>
          {listings.map((listing) => (
            <ListingRow key={listing.id} listing={listing} selection={mayEdit ? selection : null} />
          ))}
        </TableBody>
      </Table>
      <nav aria-label="Pages of listings" className="flex items-center justify-between gap-3 border-t px-4 py-2.5">
        <span className="text-ink-muted text-sm">{countOf(listings.length, 'listing')} on this page</span>
        <span className="flex gap-2">
          {isFirst ? null : <PageLink after={null}>First page</PageLink>}
          {nextCursor ? <PageLink after={nextCursor}>Older</PageLink> : null}
        </span>
      </nav>
      {mayEdit ? (
        <ListingsBar
          selection={selection}
          listings={page.listings}
          accounts={accounts}
          search={search}
          hasMore={!isFirst || nextCursor !== null}
        />
      ) : null}
    </>
  );
}

interface ListingRowProps {
  listing: Page['listings'][number];
  /** Null: nothing can be chosen. */
  selection: Selection | null;
}

function ListingRow({ listing, selection }: ListingRowProps) {
  const { id, title, postCount, liveCount } = listing;
  const chosen = selection?.has(id) ?? false;
  return (
    <Tr selected={chosen}>
      {selection ? (
        <SelectTd name={title} checked={chosen} onChange={(on, { shiftKey }) => selection.toggle(id, on, shiftKey)} />
      ) : null}
      <Td card="photo" className="sm:w-10 sm:pr-0">
        <Photo src={photoAddress(listing.photoHash, 'thumbnail')} alt="" />
      </Td>
      <TitleTd text={title}>
        <TextLink look="quiet" to={`/listings/${id}`} {...rowLinkAttribute}>
          {title}
        </TextLink>
      </TitleTd>
      <Td card="end" numeric>
        <Money amountMinor={listing.priceMinor} currency={listing.currency} />
      </Td>
      <Td from="lg" className="whitespace-nowrap">
        {conditionWords[listing.condition]}
      </Td>
      <Td from="lg" numeric>
        {formatCount(listing.photoCount)}
      </Td>
      <Td from="md" card="meta" className="max-w-44 truncate text-ink-muted">
        {listing.sku}
      </Td>
      <Td card="end2" numeric>
        {postCount === 0 ? (
          <span className="text-ink-muted">
            <span className="sm:hidden">no posts</span>
            <span className="max-sm:hidden">none</span>
          </span>
        ) : (
          <>
            {/* A card has no heading above the number. */}
            <span className="sm:hidden">{countOf(postCount, 'post')}</span>
            <span className="max-sm:hidden">{formatCount(postCount)}</span>
            {liveCount > 0 ? <span className="text-ink-muted">, {formatCount(liveCount)} live</span> : null}
          </>
        )}
      </Td>
    </Tr>
  );
}

/** The filters stay; null is the first page. */
function PageLink({ after, children }: { after: string | null; children: string }) {
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  if (after === null) {
    next.delete('after');
  } else {
    next.set('after', after);
  }
  return (
    <Link to={`?${next}`} className={buttonStyles({ size: 'sm' })}>
      {children}
    </Link>
  );
}
