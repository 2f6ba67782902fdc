/** Listings and rows of an import as rows of our own export, the format that comes back exactly. */

import { conditionNames, type ImportedListing, moneyToText } from '@hawker/core';
import type { CellErrors } from '../check/check-cells.ts';
import { type Cells, type Column, columns } from '../columns.ts';
import { joinList } from '../text/list-cell.ts';

export interface ExportRow {
  cells: Cells;
  /** For the extra columns, in their order. */
  extras?: readonly string[];
  /** For the column `Error`: what is wrong with the row. */
  error?: string;
}

/** What a sheet has; both writers take it. */
export interface SheetOptions {
  /** Those of a listing that are written, in this order; without it all of them, which is what can be brought again. */
  columns?: readonly Column[];
  /** Columns that are no listing's: their titles. */
  extraTitles?: readonly string[];
  /** Adds the column `Error`. */
  withErrors?: boolean;
}

/** Also for a listing that is in the database: its images are then the addresses of its photos. */
export function rowOfListing(listing: ImportedListing): ExportRow {
  const { sku, category, brand, location } = listing;
  return {
    cells: {
      sku: sku ?? '',
      title: listing.title,
      description: listing.description,
      price: moneyToText({ amountMinor: listing.priceMinor, currency: listing.currency }),
      currency: listing.currency,
      quantity: String(listing.quantity),
      condition: conditionNames[listing.condition],
      category: category ?? '',
      brand: brand ?? '',
      location: location ?? '',
      tags: joinList(listing.tags),
      images: joinList(listing.images),
    },
  };
}

/** A row that stays behind, for mending in a spreadsheet program and bringing again. */
export function rowOfErrors({ cells, errors }: { cells: Cells; errors: CellErrors }): ExportRow {
  const sentences = columns.flatMap((column) =>
    errors[column] === undefined ? [] : [`${columnTitles[column]}: ${errors[column]}`],
  );
  return { cells, error: sentences.join(' ') };
}

export const columnTitles: Readonly<Record<Column, string>> = {
  sku: 'SKU',
  title: 'Title',
  description: 'Description',
  price: 'Price',
  currency: 'Currency',
  quantity: 'Quantity',
  condition: 'Condition',
  category: 'Category',
  brand: 'Brand',
  location: 'Location',
  tags: 'Tags',
  images: 'Images',
};
