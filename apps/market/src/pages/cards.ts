import type { Listing, MarketState } from '../state.ts';
import { formatPrice } from './format.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

/** A grid of listings. The whole card is one link, named by its title and price. */
export function cardGrid(state: MarketState, listings: readonly Listing[], options: { showSeller: boolean }): Html {
  return html`<ul class="grid" role="list">${listings.map((listing, index) => card(state, listing, index, options))}</ul>`;
}

function card(state: MarketState, listing: Listing, index: number, { showSeller }: { showSeller: boolean }): Html {
  const { content, status } = listing;
  const seller = showSeller ? state.sellers.get(listing.sellerId)?.name : undefined;
  const place = [content.location, seller].filter((part) => part !== null && part !== undefined);
  return html`<li><a class="card" href="/listings/${listing.id}">
  <span class="frame">${picture(content.photoIds[0], { eager: index < 12 })}${status === 'sold' && html`<span class="badge sold">Sold</span>`}</span>
  <span class="price">${formatPrice(content.price)}</span>
  <span class="title" dir="auto">${content.title}</span>
  ${place.length > 0 && html`<span class="place" dir="auto">${place.join(' · ')}</span>`}
</a></li>`;
}

/** The title stands beside the picture, so the picture has no words of its own. */
export function picture(photoId: string | undefined, { eager }: { eager: boolean }): Html {
  return photoId === undefined
    ? html`<span class="no-picture">${icon('picture')}</span>`
    : html`<img src="/photos/${photoId}" alt="" decoding="async"${eager ? '' : html` loading="lazy"`}>`;
}

export function emptyState(title: string, text: Html | string, action?: { href: string; label: string }): Html {
  return html`<section class="empty">
  ${icon('stall')}
  <h2>${title}</h2>
  <p>${text}</p>
  ${action && html`<p><a class="button" href="${action.href}">${action.label}</a></p>`}
</section>`;
}
