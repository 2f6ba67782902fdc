/**
 * From the text of a cell to the value of a listing's field, or a sentence. The rules are the core's schema, field by
 * field; what repeats down a sheet (currencies, conditions, brands) is judged once and remembered.
 */

import { type Condition, type ImportedListing, importedListingSchema, parseCondition } from '@hawker/core';
import { splitList } from '../text/list-cell.ts';
import type { PhotoNames } from './photo-names.ts';
import { picturesIn } from './picture-names.ts';

export type ReadCell<T> = { ok: true; value: T } | { ok: false; error: string };

/** Of a `zod` schema, what is needed of it. */
interface FieldSchema<T> {
  safeParse(
    input: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { message: string }[] } };
}

function bySchema<T>(schema: FieldSchema<T>, input: unknown): ReadCell<T> {
  const parsed = schema.safeParse(input);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, error: parsed.error.issues[0]?.message ?? 'This cannot be read.' };
}

/** Forgets all when it has this many: sheets repeat few values often, or none. */
const remembered = 2_000;

function memoised<T>(read: (text: string | undefined) => ReadCell<T>): (text: string | undefined) => ReadCell<T> {
  const known = new Map<string | undefined, ReadCell<T>>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      if (known.size === remembered) {
        known.clear();
      }
      found = read(text);
      known.set(text, found);
    }
    return found;
  };
}

const fields = importedListingSchema.shape;

function readCondition(text: string | undefined): ReadCell<Condition> {
  const condition = text === undefined ? undefined : parseCondition(text);
  return condition === null
    ? { ok: false, error: 'Use new, like new, good or fair.' }
    : bySchema(fields.condition, condition);
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** Makes the readers of one sheet, with a memory of their own. */
export function createCellReaders() {
  return {
    sku: (text: string | undefined) => bySchema(fields.sku, text),
    title: (text: string | undefined) => bySchema(fields.title, text ?? ''),
    description: (text: string | undefined) => bySchema(fields.description, text ?? ''),
    currency: memoised((text) => bySchema(fields.currency, text)),
    quantity: memoised((text) => bySchema(fields.quantity, text === undefined ? undefined : wholeNumber(text.trim()))),
    condition: memoised(readCondition),
    category: memoised((text) => bySchema(fields.category, text)),
    brand: memoised((text) => bySchema(fields.brand, text)),
    location: memoised((text) => bySchema(fields.location, text)),
    tags: memoised((text): ReadCell<ImportedListing['tags']> => bySchema(fields.tags, splitList(text ?? '', ',;'))),
    images: (text: string | undefined, there: PhotoNames): ReadCell<ImportedListing['images']> =>
      text === undefined ? { ok: true, value: [] } : bySchema(fields.images, picturesIn(text, there)),
  } as const;
}

export type CellReaders = ReturnType<typeof createCellReaders>;
