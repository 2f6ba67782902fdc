/** What the log adds up to. Only `applyEntry` changes it, at start-up and while serving alike. */
import type { ListingContent, LogEntry, MediaType } from './entries.ts';
import { isAttempt } from './entries.ts';
import { defaultFaults, type FaultSettings } from './faults.ts';

export interface Seller {
  id: string;
  name: string;
  createdAt: string;
}

export type ListingStatus = 'live' | 'sold' | 'delisted';

export interface Listing {
  id: string;
  /** The number of the log entry that made it: the order of the storefront, and its page key. */
  seq: number;
  sellerId: string;
  reference: string;
  status: ListingStatus;
  content: ListingContent;
  createdAt: string;
  updatedAt: string;
}

export interface Photo {
  id: string;
  mediaType: MediaType;
  sizeBytes: number;
}

export interface RememberedKey {
  listingId: string;
  bodyHash: string;
}

export interface MarketState {
  sellers: Map<string, Seller>;
  sellerIdsByTokenHash: Map<string, string>;
  listings: Map<string, Listing>;
  /** Oldest first, as they were accepted. */
  listingsInOrder: Listing[];
  listingsBySeller: Map<string, Listing[]>;
  listingsByReference: Map<string, Listing[]>;
  keys: Map<string, RememberedKey>;
  photos: Map<string, Photo>;
  counts: Record<ListingStatus, number>;
  faults: FaultSettings;
  attemptsSinceFaultsSet: number;
}

export function createState(): MarketState {
  return {
    sellers: new Map(),
    sellerIdsByTokenHash: new Map(),
    listings: new Map(),
    listingsInOrder: [],
    listingsBySeller: new Map(),
    listingsByReference: new Map(),
    keys: new Map(),
    photos: new Map(),
    counts: { live: 0, sold: 0, delisted: 0 },
    faults: defaultFaults,
    attemptsSinceFaultsSet: 0,
  };
}

/** References and idempotency keys belong to one seller. Seller ids hold no space, so two pairs never meet. */
export function ownedBy(sellerId: string, value: string): string {
  return `${sellerId} ${value}`;
}

export function applyEntry(state: MarketState, entry: LogEntry): void {
  if (isAttempt(entry)) {
    state.attemptsSinceFaultsSet += 1;
  }
  switch (entry.kind) {
    case 'seller_registered':
      state.sellers.set(entry.sellerId, { id: entry.sellerId, name: entry.name, createdAt: entry.at });
      state.sellerIdsByTokenHash.set(entry.tokenHash, entry.sellerId);
      return;
    case 'photo_stored':
      state.photos.set(entry.photoId, { id: entry.photoId, mediaType: entry.mediaType, sizeBytes: entry.sizeBytes });
      return;
    case 'faults_set':
      state.faults = entry.faults;
      state.attemptsSinceFaultsSet = 0;
      return;
    case 'accepted':
    case 'dropped_reply':
      addListing(state, entry);
      return;
    case 'listing_changed':
      changeListing(state, entry, (listing) => {
        listing.content = entry.content;
      });
      return;
    case 'listing_sold':
      changeListing(state, entry, (listing) => setStatus(state, listing, 'sold'));
      return;
    case 'listing_delisted':
      changeListing(state, entry, (listing) => setStatus(state, listing, 'delisted'));
      return;
    case 'replayed':
    case 'refused':
    case 'rate_limited':
    case 'unavailable':
    case 'unauthorized':
      return;
  }
}

function addListing(state: MarketState, entry: Extract<LogEntry, { kind: 'accepted' | 'dropped_reply' }>): void {
  const listing: Listing = {
    id: entry.listingId,
    seq: entry.seq,
    sellerId: entry.sellerId,
    reference: entry.reference,
    status: 'live',
    content: entry.content,
    createdAt: entry.at,
    updatedAt: entry.at,
  };
  state.listings.set(listing.id, listing);
  state.listingsInOrder.push(listing);
  pushTo(state.listingsBySeller, listing.sellerId, listing);
  pushTo(state.listingsByReference, ownedBy(listing.sellerId, listing.reference), listing);
  state.counts.live += 1;
  if (entry.idempotencyKey !== null) {
    const key = ownedBy(entry.sellerId, entry.idempotencyKey);
    // While keys are not honoured a key can be seen twice; its first listing is the one it stands for.
    if (!state.keys.has(key)) {
      state.keys.set(key, { listingId: listing.id, bodyHash: entry.bodyHash });
    }
  }
}

function changeListing(
  state: MarketState,
  entry: { listingId: string; at: string },
  change: (listing: Listing) => void,
): void {
  const listing = state.listings.get(entry.listingId);
  if (listing === undefined) {
    throw new Error(`The log changes listing ${entry.listingId}, which it never made.`);
  }
  change(listing);
  listing.updatedAt = entry.at;
}

function setStatus(state: MarketState, listing: Listing, status: ListingStatus): void {
  state.counts[listing.status] -= 1;
  state.counts[status] += 1;
  listing.status = status;
}

function pushTo(map: Map<string, Listing[]>, key: string, listing: Listing): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [listing]);
  } else {
    list.push(listing);
  }
}
