/** A listing as the practice market wants it. Pure. */

import type { ChannelListing } from '../contract.ts';

export interface MarketListingRequest {
  reference: string;
  title: string;
  description: string;
  price: { amountMinor: number; currency: string };
  quantity: number;
  condition: ChannelListing['condition'];
  category?: string;
  brand?: string;
  location?: string;
  photoIds: readonly string[];
}

export function toMarketListing(listing: ChannelListing, photoIds: readonly string[]): MarketListingRequest {
  return {
    reference: listing.idempotencyKey,
    title: listing.title,
    description: listing.description,
    price: { amountMinor: listing.priceMinor, currency: listing.currency },
    quantity: listing.quantity,
    condition: listing.condition,
    ...(listing.category === null ? {} : { category: listing.category }),
    ...(listing.brand === null ? {} : { brand: listing.brand }),
    ...(listing.location === null ? {} : { location: listing.location }),
    photoIds,
  };
}

/** The market's field names in the words of a listing, so that an error stands at the right place of the form. */
const fieldNames: Readonly<Record<string, string>> = {
  photoIds: 'photos',
  'price.amountMinor': 'price',
  'price.currency': 'price',
};

export function fromMarketFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, sentence]) => [fieldNames[name] ?? name, sentence]));
}
