/**
 * What a listing may hold. The core has the widest limits; a channel is stricter and declares it in the same shape,
 * so that the form, the dry run of an import and the publish check one and the same numbers.
 */

import type { FieldErrors } from './errors.ts';
import { formatMoney, minorDigits } from './money.ts';

export interface ListingLimits {
  titleMax: number;
  descriptionMax: number;
  photosMin: number;
  photosMax: number;
  /** Null: any currency. */
  currencies: readonly string[] | null;
  /** Whether the price must be a whole number of the currency's main unit. */
  wholePrice: boolean;
  priceMaxMinor: number;
}

/** Source: the table "A listing" of the product's design. */
export const coreLimits: ListingLimits = {
  titleMax: 200,
  descriptionMax: 5_000,
  photosMin: 0,
  photosMax: 20,
  currencies: null,
  wholePrice: false,
  priceMaxMinor: 2_000_000_000,
};

/**
 * Of Facebook's bulk template. Source: its own second and third row. Here, because the writer of the file, the check of an
 * upload and the hand-over to a sheet must not disagree. Photos are added at Facebook, after the upload.
 */
export const facebookTemplateLimits = {
  ...coreLimits,
  titleMax: 150,
  descriptionMax: 5_000,
  wholePrice: true,
  /** In one file. */
  maxRowsPerFile: 50,
} as const satisfies ListingLimits & { maxRowsPerFile: number };

/** The fields of a listing that a channel can limit. */
export interface LimitedListing {
  title: string;
  description: string;
  priceMinor: number;
  currency: string;
  photoCount: number;
}

/** Sentences by field; empty when the listing fits. `channelName` makes the sentence say whose limit it is. */
export function checkLimits(listing: LimitedListing, limits: ListingLimits, channelName: string): FieldErrors {
  const errors: Record<string, string> = {};
  const titleLength = [...listing.title].length;
  if (titleLength > limits.titleMax) {
    errors.title = `${channelName} takes at most ${limits.titleMax} characters; this title has ${titleLength}.`;
  }
  const descriptionLength = [...listing.description].length;
  if (descriptionLength > limits.descriptionMax) {
    errors.description = `${channelName} takes at most ${limits.descriptionMax} characters; this has ${descriptionLength}.`;
  }
  if (listing.photoCount < limits.photosMin) {
    errors.photos = `${channelName} wants at least ${limits.photosMin} ${limits.photosMin === 1 ? 'photo' : 'photos'}.`;
  }
  if (listing.photoCount > limits.photosMax) {
    errors.photos = `${channelName} takes at most ${limits.photosMax} photos; this has ${listing.photoCount}.`;
  }
  if (limits.currencies && !limits.currencies.includes(listing.currency)) {
    errors.price = `${channelName} takes prices in ${limits.currencies.join(', ')} only.`;
  } else if (listing.priceMinor > limits.priceMaxMinor) {
    const highest = formatMoney({ amountMinor: limits.priceMaxMinor, currency: listing.currency });
    errors.price = `${channelName} takes prices up to ${highest}.`;
  } else if (limits.wholePrice && listing.priceMinor % 10 ** minorDigits(listing.currency) !== 0) {
    errors.price = `${channelName} takes whole prices only, without cents.`;
  }
  return errors;
}
