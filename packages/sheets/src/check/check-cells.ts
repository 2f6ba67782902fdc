/**
 * What is wrong with a draft, cell by cell, before anything is made of it. The rules are the core's schema and the limits
 * of the chosen channels: the same that publishing applies, so that a row which passes here is not refused there for a
 * reason that could have been known.
 */

import { type ImportedListing, parseMoney } from '@hawker/core';
import type { Cells, Column } from '../columns.ts';
import { checkImages, type OwnPhotos } from './check-images.ts';
import {
  type AccountRules,
  type ChannelRules,
  checkAccounts,
  checkChannels,
  type ExistingListing,
  wholeOf,
} from './check-limits.ts';
import { createPhotoNames, type PhotoNames } from './photo-names.ts';
import { type CellReaders, createCellReaders, type ReadCell } from './read-cell.ts';
import { looksLikeTotal } from './totals.ts';

/** Sentences by column. */
export type CellErrors = Partial<Record<Column, string>>;

export interface RowRules {
  /** For prices without a currency of their own. */
  currency: string;
  /** Names of the image files that came with the sheet, with their folders. */
  fileNames: ReadonlySet<string>;
  /** Of the chosen accounts' channels; none while no account is chosen. */
  channels: readonly ChannelRules[];
  /** Chosen accounts that say a listing differently. */
  accounts?: readonly AccountRules[];
  /** Photos that Hawker itself shows at an address that begins so, by their content hash. */
  ownPhotos?: OwnPhotos;
}

/** What is known of a row beside its cells. */
export interface KnownOfRow {
  /** Its SKU, also where it was made from its title. */
  sku: string | null;
  /** The listing that it changes; what the row does not say stays as it is there. Null: it makes a new one. */
  existing: ExistingListing | null;
}

const nothingKnown: KnownOfRow = { sku: null, existing: null };

export interface CheckedCells {
  /** Empty when the row can go. */
  errors: CellErrors;
  /** What it becomes; null while there are errors. */
  listing: ImportedListing | null;
}

/** A check for the rows of one sheet; rows may be given in any order and again after they were edited. */
export function createRowCheck(rules: RowRules): (cells: Cells, known?: KnownOfRow) => CheckedCells {
  const tools: CheckTools = { read: createCellReaders(), photoNames: createPhotoNames(rules.fileNames) };
  return (cells, known = nothingKnown) => checkCells(cells, known, rules, tools);
}

/** Made once for all rows. */
interface CheckTools {
  read: CellReaders;
  photoNames: PhotoNames;
}

function checkCells(cells: Cells, known: KnownOfRow, rules: RowRules, { read, photoNames }: CheckTools): CheckedCells {
  const errors: CellErrors = {};
  const currency = take(errors, 'currency', read.currency(cells.currency ?? rules.currency));
  const currencyIs = cells.currency === undefined ? 'usual' : 'said';
  const price = currency === undefined ? null : parseMoney(cells.price ?? '', currency, currencyIs);
  if (price !== null && !price.ok) {
    errors.price = price.error;
  }
  const sku = take(errors, 'sku', read.sku(cells.sku));
  const title = take(
    errors,
    'title',
    looksLikeTotal(cells) ? { ok: false, error: totalSentence } : read.title(cells.title),
  );
  const description = take(errors, 'description', read.description(cells.description));
  const quantity = take(errors, 'quantity', read.quantity(cells.quantity));
  const condition = take(errors, 'condition', read.condition(cells.condition));
  const category = take(errors, 'category', read.category(cells.category));
  const brand = take(errors, 'brand', read.brand(cells.brand));
  const location = take(errors, 'location', read.location(cells.location));
  const tags = take(errors, 'tags', read.tags(cells.tags));
  const named = take(errors, 'images', read.images(cells.images, photoNames));
  const images =
    named === undefined ? undefined : take(errors, 'images', checkImages(named, rules.ownPhotos, photoNames));
  if (
    price === null ||
    !price.ok ||
    sku === undefined ||
    title === undefined ||
    description === undefined ||
    quantity === undefined ||
    condition === undefined ||
    category === undefined ||
    brand === undefined ||
    location === undefined ||
    tags === undefined ||
    images === undefined
  ) {
    return { errors, listing: null };
  }
  const { amountMinor: priceMinor, currency: priceCurrency } = price.money;
  const listing: ImportedListing = {
    sku,
    title,
    description,
    priceMinor,
    currency: priceCurrency,
    quantity,
    condition,
    category,
    brand,
    location,
    tags,
    images,
  };
  const { channels, accounts = [] } = rules;
  if (channels.length > 0 || accounts.length > 0) {
    const whole = wholeOf(listing, cells, known);
    checkChannels(whole, channels, errors);
    checkAccounts(whole, accounts, errors);
  }
  return { errors, listing: isEmpty(errors) ? listing : null };
}

const totalSentence =
  'This looks like a total, not like something for sale. Leave the row out; if it is for sale, give it an SKU.';

/** The value, or its sentence among the errors. */
function take<T>(errors: CellErrors, column: Column, cell: ReadCell<T>): T | undefined {
  if (cell.ok) {
    return cell.value;
  }
  errors[column] = cell.error;
  return undefined;
}

function isEmpty(errors: CellErrors): boolean {
  for (const _ in errors) {
    return false;
  }
  return true;
}
