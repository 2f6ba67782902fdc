/** The limits of the chosen channels, and of what accounts make of a listing by their own rules. */

import {
  applyVariation,
  checkLimits,
  type ImportedListing,
  type LimitedListing,
  type ListingLimits,
  type Variation,
  type VariedListing,
} from '@hawker/core';
import type { Cells, Column } from '../columns.ts';
import type { CellErrors, KnownOfRow } from './check-cells.ts';

export interface ChannelRules {
  title: string;
  limits: ListingLimits;
}

/** An account that says a listing differently: what it says must be within its channel's limits. */
export interface AccountRules {
  name: string;
  variation: Variation;
  channel: ChannelRules;
}

/** What a listing has that the check may need where the row does not say it. */
export interface ExistingListing
  extends Pick<ImportedListing, 'description' | 'condition' | 'category' | 'brand' | 'location'> {
  photoCount: number;
}

/** A listing as it would be after this row: what publishing will look at. */
export type WholeListing = VariedListing & LimitedListing;

export function wholeOf(listing: ImportedListing, cells: Cells, { sku, existing }: KnownOfRow): WholeListing {
  const { title, priceMinor, currency } = listing;
  // Whose word counts: the row's where it says something, or there is nothing yet.
  const from = (column: Column) => (existing === null || cells[column] !== undefined ? listing : existing);
  return {
    ...{ title, priceMinor, currency },
    sku: sku ?? listing.sku ?? '',
    description: from('description').description,
    condition: from('condition').condition,
    category: from('category').category,
    brand: from('brand').brand,
    location: from('location').location,
    photoCount: existing === null || cells.images !== undefined ? listing.images.length : existing.photoCount,
  };
}

/** The fields that channels limit and accounts vary, by the column where the sentence stands. */
const columnOfField: Readonly<Record<string, Column>> = {
  title: 'title',
  description: 'description',
  price: 'price',
  priceMinor: 'price',
  photos: 'images',
};

function note(errors: CellErrors, found: Readonly<Record<string, string>>, before = ''): void {
  for (const [field, sentence] of Object.entries(found)) {
    errors[columnOfField[field] ?? 'title'] ??= `${before}${sentence}`;
  }
}

export function checkChannels(listing: WholeListing, channels: readonly ChannelRules[], errors: CellErrors): void {
  for (const { title, limits } of channels) {
    note(errors, checkLimits(listing, limits, title));
  }
}

export function checkAccounts(listing: WholeListing, accounts: readonly AccountRules[], errors: CellErrors): void {
  for (const { name, variation, channel } of accounts) {
    const varied = applyVariation(listing, name, variation);
    note(errors, varied.errors);
    const { title, description, priceMinor } = varied.overrides;
    const said = {
      ...listing,
      title: title ?? listing.title,
      description: description ?? listing.description,
      priceMinor: priceMinor ?? listing.priceMinor,
    };
    note(errors, checkLimits(said, channel.limits, channel.title), `As ${name} says it: `);
  }
}
