import type { MarketContext } from '../context.ts';
import type { Listing } from '../state.ts';
import { sellerMark } from './browse-page.ts';
import { cardGrid, emptyState } from './cards.ts';
import { conditionNames, formatCount, formatPrice, timeElement } from './format.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './layout.ts';

const OTHERS_SHOWN = 6;

export function listingPage(context: MarketContext, listing: Listing): Page {
  const { state } = context.store;
  const { content } = listing;
  const seller = state.sellers.get(listing.sellerId);
  const others = (state.listingsBySeller.get(listing.sellerId) ?? [])
    .filter(({ id, status }) => id !== listing.id && status === 'live')
    .slice(-OTHERS_SHOWN)
    .reverse();
  return {
    title: content.title,
    section: 'none',
    main: html`<article class="listing${listing.status === 'sold' && ' is-sold'}">
  ${gallery(listing)}
  <div class="facts">
    ${listing.status === 'sold' && html`<p class="status sold">${icon('check')}<span>Sold ${timeElement(listing.updatedAt)}</span></p>`}
    <h1 dir="auto">${content.title}</h1>
    <p class="price">${formatPrice(content.price)}</p>
    <dl>
      ${fact('Condition', conditionNames[content.condition])}
      ${fact('Quantity', formatCount(content.quantity, 'piece', 'pieces'))}
      ${fact('Brand', content.brand)}
      ${fact('Category', content.category)}
      ${fact('Location', content.location)}
    </dl>
    ${content.description.trim() !== '' && html`<section><h2>Description</h2><p class="description" dir="auto">${content.description}</p></section>`}
    ${seller && html`<a class="seller" href="/sellers/${seller.id}">${sellerMark(seller)}<span><span class="small block">Seller</span><bdi>${seller.name}</bdi></span></a>`}
    <p class="fine">Listed ${timeElement(listing.createdAt)}${listing.updatedAt !== listing.createdAt && listing.status === 'live' && html`, changed ${timeElement(listing.updatedAt)}`}.<br>Reference <code>${listing.reference}</code></p>
  </div>
</article>
${others.length > 0 && html`<section class="others"><h2>More from <bdi>${seller?.name}</bdi></h2>${cardGrid(state, others, { showSeller: false })}</section>`}`,
  };
}

/** A listing that was taken down keeps its address, and nothing else: that is what its seller asked for. */
export function delistedPage(listing: Listing): Page {
  return {
    title: 'Taken down',
    section: 'none',
    main: html`<h1 class="unseen">Listing taken down</h1>${emptyState(
      'This listing was taken down',
      html`Its seller took it off the market on ${timeElement(listing.updatedAt)}.`,
      { href: `/sellers/${listing.sellerId}`, label: 'See the seller' },
    )}`,
  };
}

function gallery({ content }: Listing): Html {
  const [first, ...rest] = content.photoIds;
  if (first === undefined) {
    return html`<div class="gallery"><div class="frame big"><span class="no-picture">${icon('picture')}<span>No picture</span></span></div></div>`;
  }
  const count = content.photoIds.length;
  const alt = (index: number) => (count === 1 ? content.title : `${content.title}, picture ${index + 1} of ${count}`);
  return html`<div class="gallery">
  <a class="frame big" href="/photos/${first}"><img src="/photos/${first}" alt="${alt(0)}"></a>
  ${rest.length > 0 && html`<div class="more">${rest.map((id, index) => html`<a class="frame" href="/photos/${id}"><img src="/photos/${id}" alt="${alt(index + 1)}" loading="lazy" decoding="async"></a>`)}</div>`}
</div>`;
}

function fact(name: string, value: string | null): Html | false {
  return value !== null && html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`;
}
