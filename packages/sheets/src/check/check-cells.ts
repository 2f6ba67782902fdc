/**
 * What is wrong with a draft, cell by cell, before anything is made of it. The rules are the core's schema and the limits
 * of the chosen channels: the same that publishing applies, so that a row which passes here is not refused there for a
 * reason that could have been known.
 */

import { type ImportedListing, parseMoney } from '@hawker/core';
import type { Cells, Column } from '../columns.ts';
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

export interface OwnPhotos {
  /** `https://hawker.example/photos/` */
  prefix: string;
  /** Those that are still there. */
  hashes: ReadonlySet<string>;
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
  const price = currency === undefined ? null : parseMoney(cells.price ?? '', currency);
  if (price !== null && !price.ok) {
    errors.price = price.error;
  }
  const sku = take(errors, 'sku', read.sku(cells.sku));
  const title = take(errors, 'title', read.title(cells.title));
  const description = take(errors, 'description', read.description(cells.description));
  const quantity = take(errors, 'quantity', read.quantity(cells.quantity));
  const condition = take(errors, 'condition', read.condition(cells.condition));
  const category = take(errors, 'category', read.category(cells.category));
  const brand = take(errors, 'brand', read.brand(cells.brand));
  const location = take(errors, 'location', read.location(cells.location));
  const tags = take(errors, 'tags', read.tags(cells.tags));
  const named = take(errors, 'images', read.images(cells.images));
  const images = named === undefined ? undefined : take(errors, 'images', checkImages(named, rules, photoNames));
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

/** Addresses as they are; pictures that came along, each by the name that it came with. */
function checkImages(named: readonly string[], rules: RowRules, photoNames: PhotoNames): ReadCell<string[]> {
  const images: string[] = [];
  for (const image of named) {
    const checked = checkImage(image, rules, photoNames);
    if (!checked.ok) {
      return checked;
    }
    images.push(checked.value);
  }
  return { ok: true, value: images };
}

function checkImage(image: string, { ownPhotos }: RowRules, photoNames: PhotoNames): ReadCell<string> {
  if (isAddress(image)) {
    const hash = ownPhotos === undefined ? null : ownPhotoHash(image, ownPhotos.prefix);
    return hash === null || ownPhotos?.hashes.has(hash)
      ? { ok: true, value: image }
      : refuse('This photo is not kept in Hawker any more. Drop the picture here, or give another address.');
  }
  const shown = `“${image.slice(0, 60)}”`;
  if (hasScheme(image)) {
    return refuse(`${shown} is not a web address. It must begin with https:// or http://.`);
  }
  const found = photoNames.find(image);
  switch (found.is) {
    case 'found':
      return { ok: true, value: found.name };
    case 'ambiguous':
      return refuse(`${shown} could be ${shortList(found.names)}. Name the picture with its folder.`);
    case 'missing':
      return refuse(`${shown} is not among the files. Drop that picture here too, or give a web address.`);
  }
}

function refuse(error: string): ReadCell<never> {
  return { ok: false, error };
}

const namesShown = 3;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => `“${name.slice(-60)}”`);
  return `${shown.join(' or ')}${names.length > namesShown ? ' or another' : ''}`;
}

/** What has a scheme is an address, also one that cannot be fetched. The letter of a drive is none. */
export function hasScheme(image: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(image);
}

/** The content hash of a photo at Hawker's own address, as an export has it; null for any other image. */
export function ownPhotoHash(image: string, prefix: string): string | null {
  if (!image.startsWith(prefix)) {
    return null;
  }
  const hash = image.slice(prefix.length);
  return /^[0-9a-f]{64}$/.test(hash) ? hash : null;
}

/** Of nearly all addresses; parsing one takes far longer than seeing that it is one of these. */
const ordinaryAddress = /^https?:\/\/(?!.*xn--)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/[\w./-]*$/i;

/** Whether the image is named by a web address, and not by a file name. */
export function isAddress(image: string): boolean {
  return ordinaryAddress.test(image) || isUnusualAddress(image);
}

function isUnusualAddress(image: string): boolean {
  return /^https?:\/\//i.test(image) && URL.canParse(image);
}
