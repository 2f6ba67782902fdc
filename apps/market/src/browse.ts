import type { Listing, MarketState } from './state.ts';

export type Shelf = 'live' | 'sold';

export interface ListingsQuery {
  sellerId: string | null;
  shelf: Shelf;
  search: string;
  /** Shows what is older than this number; null for the newest. */
  before: number | null;
  limit: number;
}

export interface ListingsPage {
  listings: Listing[];
  /** The `before` of the next page, or null on the last one. */
  next: number | null;
}

/** One page of the storefront, newest first, by key: a listing added meanwhile moves nothing. */
export function findListings(state: MarketState, query: ListingsQuery): ListingsPage {
  const all = query.sellerId === null ? state.listingsInOrder : (state.listingsBySeller.get(query.sellerId) ?? []);
  const words = query.search.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  const listings: Listing[] = [];
  for (let index = firstIndexFrom(all, query.before) - 1; index >= 0; index--) {
    const listing = all[index];
    if (listing === undefined || listing.status !== query.shelf || !matches(listing, words)) {
      continue;
    }
    if (listings.length === query.limit) {
      return { listings, next: listings.at(-1)?.seq ?? null };
    }
    listings.push(listing);
  }
  return { listings, next: null };
}

/** How many listings are older than `before`: the list is ordered by number. */
function firstIndexFrom(all: readonly Listing[], before: number | null): number {
  if (before === null) {
    return all.length;
  }
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle]?.seq ?? 0) < before) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function matches({ content }: Listing, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = [content.title, content.brand, content.category, content.location].join(' ').toLocaleLowerCase('en');
  return words.every((word) => text.includes(word));
}
