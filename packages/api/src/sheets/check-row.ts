/**
 * What is wrong with a row, cell by cell, before anything is made of it. The rules are the core's schema and the limits
 * of the chosen channels: the same that publishing applies, so that a row which passes here is not refused there for a
 * reason that could have been known.
 */

import {
  checkLimits,
  conditions,
  type FieldErrors,
  type ImportedListing,
  importedListingSchema,
  type ListingLimits,
  parseMoney,
} from '@hawker/core';
import type { Column } from './columns.ts';
import type { SheetRow } from './read-sheet.ts';

export interface CheckedRow extends SheetRow {
  /** Sentences by column; empty when the row can go. */
  errors: Partial<Record<Column, string>>;
  /** What it becomes; null while there are errors. */
  listing: ImportedListing | null;
}

export interface RowRules {
  /** For prices without a currency of their own. */
  currency: string;
  /** SKUs that listings have already. */
  takenSkus: ReadonlySet<string>;
  /** Names of the image files that came with the sheet, in lower case. */
  fileNames: ReadonlySet<string>;
  /** Of the chosen accounts' channels; none while no account is chosen. */
  channels: readonly { title: string; limits: ListingLimits }[];
}

export function checkRows(rows: readonly SheetRow[], rules: RowRules): CheckedRow[] {
  const firstRowOfSku = new Map<string, number>();
  return rows.map((row) => {
    const checked = checkRow(row, rules);
    const sku = row.cells.sku;
    if (sku !== undefined) {
      const first = firstRowOfSku.get(sku);
      if (first !== undefined) {
        return withError(checked, 'sku', `Row ${first} has this SKU too. Each listing needs its own.`);
      }
      firstRowOfSku.set(sku, row.row);
    }
    return checked;
  });
}

function withError(row: CheckedRow, column: Column, sentence: string): CheckedRow {
  return { ...row, listing: null, errors: { [column]: sentence, ...row.errors } };
}

function checkRow(row: SheetRow, rules: RowRules): CheckedRow {
  const { cells } = row;
  const errors: Partial<Record<Column, string>> = {};
  const price = parseMoney(cells.price ?? '', (cells.currency ?? rules.currency).trim().toUpperCase());
  const condition = parseCondition(cells.condition);
  const images = splitImages(cells.images);
  const parsed = importedListingSchema.safeParse({
    sku: cells.sku,
    title: cells.title ?? '',
    description: cells.description ?? '',
    // A price that could not be read gets its own sentence below; 1 lets the other fields be checked.
    priceMinor: price.ok ? price.money.amountMinor : 1,
    currency: price.ok ? price.money.currency : rules.currency,
    quantity: cells.quantity === undefined ? undefined : wholeNumber(cells.quantity),
    condition: condition ?? undefined,
    category: cells.category,
    brand: cells.brand,
    location: cells.location,
    tags: splitTags(cells.tags),
    images,
  });
  if (parsed.success) {
    Object.assign(errors, limitErrors(parsed.data, rules));
  } else {
    for (const issue of parsed.error.issues) {
      errors[columnOf(issue.path[0])] ??= issue.message;
    }
  }
  Object.assign(errors, textErrors(row, rules, { price, condition, images }));
  const ok = parsed.success && Object.keys(errors).length === 0;
  return { ...row, errors, listing: ok ? parsed.data : null };
}

interface ReadCells {
  price: ReturnType<typeof parseMoney>;
  condition: ReturnType<typeof parseCondition>;
  images: readonly string[];
}

/** What only the text of the cells shows; these sentences win over the schema's. */
function textErrors({ cells }: SheetRow, rules: RowRules, read: ReadCells): Partial<Record<Column, string>> {
  const errors: Partial<Record<Column, string>> = {};
  if (!read.price.ok) {
    errors[read.price.about === 'currency' && cells.currency !== undefined ? 'currency' : 'price'] = read.price.error;
  }
  if (read.condition === null) {
    errors.condition = 'Use new, like new, good or fair.';
  }
  const imageError = read.images
    .map((image) => checkImage(image, rules.fileNames))
    .find((sentence) => sentence !== null);
  if (imageError) {
    errors.images = imageError;
  }
  if (cells.sku !== undefined && rules.takenSkus.has(cells.sku)) {
    errors.sku = 'A listing has this SKU already. Change the SKU here, or edit that listing.';
  }
  return errors;
}

function splitImages(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[|\n]/)
    .map((image) => image.trim())
    .filter((image) => image !== '');
}

function limitErrors(listing: ImportedListing, rules: RowRules): Partial<Record<Column, string>> {
  const errors: Partial<Record<Column, string>> = {};
  for (const { title, limits } of rules.channels) {
    const found: FieldErrors = checkLimits({ ...listing, photoCount: listing.images.length }, limits, title);
    for (const [field, sentence] of Object.entries(found)) {
      errors[columnOf(field)] ??= sentence;
    }
  }
  return errors;
}

const columnByField: Readonly<Record<string, Column>> = {
  sku: 'sku',
  title: 'title',
  description: 'description',
  priceMinor: 'price',
  price: 'price',
  currency: 'currency',
  quantity: 'quantity',
  condition: 'condition',
  category: 'category',
  brand: 'brand',
  location: 'location',
  tags: 'tags',
  images: 'images',
  photos: 'images',
};

function columnOf(field: PropertyKey | undefined): Column {
  return columnByField[String(field)] ?? 'title';
}

/** Undefined: not given. Null: given, and not one of ours. */
function parseCondition(text: string | undefined): (typeof conditions)[number] | null | undefined {
  if (text === undefined) {
    return undefined;
  }
  const plain = text
    .toLowerCase()
    .replace(/^used\b[\s–-]*/, '')
    .replace(/[^a-z]+/g, '_');
  if (plain === '' || plain === 'used') {
    return 'good';
  }
  return conditions.find((condition) => condition === plain) ?? null;
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}

function splitTags(text: string | undefined): string[] {
  return [
    ...new Set(
      (text ?? '')
        .split(/[,;|]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
}

function checkImage(image: string, fileNames: ReadonlySet<string>): string | null {
  if (isAddress(image)) {
    return null;
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(image)) {
    return `“${image.slice(0, 60)}” is not a web address. It must begin with https:// or http://.`;
  }
  return fileNames.has(image.toLowerCase())
    ? null
    : `“${image.slice(0, 60)}” is not among the files. Drop that picture here too, or give a web address.`;
}

/** Whether the image is named by a web address, and not by a file name. */
export function isAddress(image: string): boolean {
  return /^https?:\/\//i.test(image) && URL.canParse(image);
}
