import type { Condition, MediaType } from './entries.ts';
import type { Listing } from './state.ts';

/** A listing as the API answers it. */
export interface ListingView {
  id: string;
  reference: string;
  url: string;
  status: Listing['status'];
  createdAt: string;
  updatedAt: string;
  sellerId: string;
  title: string;
  description: string;
  price: { amountMinor: number; currency: string };
  quantity: number;
  condition: Condition;
  category: string | null;
  brand: string | null;
  location: string | null;
  photoIds: string[];
}

export function toListingView(listing: Listing, origin: string): ListingView {
  const { id, reference, status, createdAt, updatedAt, sellerId, content } = listing;
  return { id, reference, url: `${origin}/listings/${id}`, status, createdAt, updatedAt, sellerId, ...content };
}

/** Extensions people expect when they save a picture. */
export const extensions: Record<MediaType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};
