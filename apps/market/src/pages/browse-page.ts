import type { ListingsPage, Shelf } from '../browse.ts';
import type { MarketContext } from '../context.ts';
import type { Seller } from '../state.ts';
import { cardGrid, emptyState } from './cards.ts';
import { formatCount, timeElement } from './format.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';

interface Browsing {
  shelf: Shelf;
  search: string;
  before: number | null;
  page: ListingsPage;
}

export function browsePage(context: MarketContext, browsing: Browsing): Page {
  const { state } = context.store;
  const { shelf, search, page } = browsing;
  const heading =
    search === '' ? (shelf === 'live' ? 'On the market' : 'Sold') : html`Results for <q dir="auto">${search}</q>`;
  const total = shelf === 'live' ? state.counts.live : state.counts.sold;
  const summary = search === '' ? countOf(shelf, total) : undefined;
  return {
    title: search === '' ? 'Browse' : `Results for ${search}`,
    section: 'browse',
    query: search,
    main: html`<div class="head">
  <div><h1>${heading}</h1>${summary && html`<p class="summary">${summary}</p>`}</div>
  ${shelfTabs('/', browsing)}
</div>
${page.listings.length === 0 ? nothing(browsing, state.listings.size) : cardGrid(state, page.listings, { showSeller: true })}
${pager('/', browsing)}`,
  };
}

export function sellerPage(context: MarketContext, seller: Seller, browsing: Browsing): Page {
  const { state } = context.store;
  const path = `/sellers/${seller.id}`;
  const listings = state.listingsBySeller.get(seller.id) ?? [];
  const live = listings.filter(({ status }) => status === 'live').length;
  const sold = listings.filter(({ status }) => status === 'sold').length;
  const empty =
    browsing.shelf === 'live'
      ? emptyState('Nothing for sale', html`<bdi>${seller.name}</bdi> has nothing for sale at the moment.`)
      : emptyState('Nothing sold yet', html`<bdi>${seller.name}</bdi> has not sold anything yet.`);
  return {
    title: seller.name,
    section: 'none',
    main: html`<div class="head">
  <div class="seller-head">
    ${sellerMark(seller)}
    <div>
      <h1 dir="auto">${seller.name}</h1>
      <p class="summary">${countOf('live', live)}, ${countOf('sold', sold)}. Here since ${timeElement(seller.createdAt)}.</p>
    </div>
  </div>
  ${shelfTabs(path, browsing)}
</div>
${browsing.page.listings.length === 0 ? empty : cardGrid(state, browsing.page.listings, { showSeller: false })}
${pager(path, browsing)}`,
  };
}

/** The first letter of a name in a round field: sellers have no pictures. */
export function sellerMark(seller: Seller): Html {
  const letter = Array.from(seller.name)[0] ?? '';
  return html`<span class="mark" aria-hidden="true">${letter.toLocaleUpperCase('en')}</span>`;
}

function countOf(shelf: Shelf, count: number): string {
  return shelf === 'live'
    ? formatCount(count, 'listing for sale', 'listings for sale')
    : formatCount(count, 'sold', 'sold');
}

function address(path: string, parts: Record<string, string | number | null>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value !== null && value !== '') {
      given.set(name, String(value));
    }
  }
  const query = given.toString();
  return query === '' ? path : `${path}?${query}`;
}

function shelfTabs(path: string, { shelf, search }: Browsing): Html {
  const tab = (value: Shelf, label: string) =>
    html`<a href="${address(path, { q: search, show: value === 'sold' ? 'sold' : null })}"${shelf === value && html` aria-current="true"`}>${label}</a>`;
  return html`<nav class="tabs" aria-label="Show">${tab('live', 'For sale')}${tab('sold', 'Sold')}</nav>`;
}

function pager(path: string, { shelf, search, before, page }: Browsing): Html | false {
  const show = shelf === 'sold' ? 'sold' : null;
  return (
    (page.next !== null || before !== null) &&
    html`<nav class="pager" aria-label="Pages">
  ${before !== null && html`<a class="button quiet" href="${address(path, { q: search, show })}">Newest</a>`}
  ${page.next !== null && html`<a class="button quiet" rel="next" href="${address(path, { q: search, show, before: page.next })}">Older listings</a>`}
</nav>`
  );
}

function nothing({ shelf, search, before }: Browsing, listingCount: number): Html {
  if (search !== '') {
    const other =
      shelf === 'live'
        ? { href: address('/', { q: search, show: 'sold' }), label: 'Look among the sold' }
        : { href: address('/', { q: search }), label: 'Look at what is for sale' };
    return emptyState('Nothing found', 'Try fewer words, or part of a word.', other);
  }
  if (before !== null) {
    return emptyState('That was all', 'There is nothing older than this.');
  }
  if (listingCount === 0) {
    return emptyState(
      'The stalls are still empty',
      'Register a seller, give the token to the program that posts for you, and its listings appear here.',
      { href: '/sell', label: 'Register a seller' },
    );
  }
  return shelf === 'sold'
    ? emptyState('Nothing sold yet', 'Listings that a seller marks as sold are kept here.')
    : emptyState('Nothing for sale', 'Everything is sold or taken down.');
}
