/** A listing: what is for sale. The one schema that forms, the API and imports share. */

import { z } from 'zod';
import { coreLimits } from './limits.ts';
import { currencySchema, maxPriceMinor } from './money.ts';

export const conditions = ['new', 'like_new', 'good', 'fair'] as const;
export type Condition = (typeof conditions)[number];

export const conditionNames: Readonly<Record<Condition, string>> = {
  new: 'New',
  like_new: 'Like new',
  good: 'Good',
  fair: 'Fair',
};

export const skuSchema = z.string().trim().min(1, 'Give an SKU.').max(50, 'An SKU has at most 50 characters.');

/** Control characters other than tab and line break: they break files and screens, and nobody types them on purpose. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are taken out
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function cleaned(text: string): string {
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).replace(controlCharacters, '').trim();
}

/** Most texts need no change; looking first costs a tenth of replacing every blank by itself. */
function onOneLine(text: string): string {
  return /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text;
}

const cleanText = z.string().transform(cleaned);

const oneLine = z.string().transform((text) => onOneLine(cleaned(text)));

/** Counts characters as people do, and only where the cheaper length leaves a doubt. */
function isWithin(text: string, max: number): boolean {
  return text.length <= max || [...text].length <= max;
}

const optionalText = (max: number, what: string) =>
  oneLine
    .pipe(z.string().max(max, `${what} has at most ${max} characters.`))
    .transform((text) => (text === '' ? null : text))
    .nullish()
    .transform((text) => text ?? null);

export const titleSchema = oneLine.pipe(
  z
    .string()
    .min(1, 'Give a title.')
    .refine((text) => isWithin(text, coreLimits.titleMax), `A title has at most ${coreLimits.titleMax} characters.`),
);

export const descriptionSchema = cleanText.pipe(
  z
    .string()
    .refine(
      (text) => isWithin(text, coreLimits.descriptionMax),
      `A description has at most ${coreLimits.descriptionMax} characters.`,
    ),
);

export const priceMinorSchema = z
  .int('Give a price.')
  .positive('The price must be more than zero.')
  .max(maxPriceMinor, 'The price is too high.');

/** Without empty ones; of those that differ in capitals only, the first. */
function uniqueTags(tags: readonly string[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const tag of tags) {
    const spelling = tag.toLowerCase();
    if (tag !== '' && !bySpelling.has(spelling)) {
      bySpelling.set(spelling, tag);
    }
  }
  return [...bySpelling.values()];
}

const listingFields = {
  sku: skuSchema.nullish().transform((sku) => sku ?? null),
  title: titleSchema,
  description: descriptionSchema,
  priceMinor: priceMinorSchema,
  currency: currencySchema,
  quantity: z.int('Give a whole number.').min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.').default(1),
  condition: z.enum(conditions, 'Choose a condition.').default('good'),
  category: optionalText(200, 'A category'),
  brand: optionalText(100, 'A brand'),
  location: optionalText(200, 'A location'),
  tags: z
    .array(oneLine.pipe(z.string().max(50, 'A tag has at most 50 characters.')))
    .transform(uniqueTags)
    .pipe(z.array(z.string()).max(30, 'At most 30 tags.'))
    .default([]),
} as const;

export const listingInputSchema = z.object({
  ...listingFields,
  photoIds: z.array(z.uuid()).max(coreLimits.photosMax, `At most ${coreLimits.photosMax} photos.`).default([]),
});
export type ListingInput = z.infer<typeof listingInputSchema>;

/** A listing as a sheet brings it: photos are named by URL or file name and fetched later. */
export const importedListingSchema = z.object({
  ...listingFields,
  images: z
    .array(z.string().trim().min(1).max(2_000, 'An image address has at most 2,000 characters.'))
    .max(coreLimits.photosMax, `At most ${coreLimits.photosMax} images.`)
    .default([]),
});
export type ImportedListing = z.infer<typeof importedListingSchema>;

/** `Oak bookcase, 5 shelves` -> `oak-bookcase-5-shelves`. Used where the seller gave no SKU; the caller makes it unique. */
export function skuFromTitle(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return [...slug].slice(0, 40).join('').replace(/-$/, '') || 'listing';
}
