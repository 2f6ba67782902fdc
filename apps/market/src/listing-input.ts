/** What the API accepts as a listing. The sentences are shown to the seller, field by field. */
import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { conditions, type ListingContent } from './entries.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const optionalText = z
  .string('Write text, or leave it out.')
  .trim()
  .max(200, 'Use at most 200 characters.')
  .optional()
  .transform((text) => (text === undefined || text === '' ? null : text));

const contentShape = {
  title: z.string('Give a title.').trim().min(1, 'Give a title.').max(100, 'Shorten the title to 100 characters.'),
  description: z.string('Write a description.').max(5_000, 'Shorten the description to 5,000 characters.'),
  price: z.object(
    {
      amountMinor: z
        .int('Give the price as a whole number of minor units.')
        .min(1, 'The price must be more than zero.')
        .max(1_000_000_000_000, 'The price is too high.'),
      currency: z
        .string('Give a currency.')
        .refine((code) => currencies.has(code), 'Use a currency code of three capital letters, such as EUR.'),
    },
    'Give a price with amountMinor and currency.',
  ),
  quantity: z
    .int('Give a whole number of pieces.')
    .min(1, 'Offer at least one piece.')
    .max(1_000_000, 'Offer at most 1,000,000 pieces.'),
  condition: z.enum(conditions, 'Use new, like_new, good or fair.'),
  category: optionalText,
  brand: optionalText,
  location: optionalText,
  photoIds: z
    .array(
      z.string('Give the id of a photo.').regex(/^[0-9a-f]{64}$/, 'Give the id of a photo.'),
      'Give a list of photo ids.',
    )
    .max(10, 'Use at most 10 photos.'),
};

export const newListingSchema = z.object(
  {
    reference: z.string('Give a reference.').trim().min(1, 'Give a reference.').max(200, 'Use at most 200 characters.'),
    ...contentShape,
  },
  'Send a JSON object.',
);

export const listingChangesSchema = z
  .object(contentShape, 'Send a JSON object.')
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    path: ['title'],
    error: 'Send at least one field to change.',
  });

export type NewListing = z.infer<typeof newListingSchema>;

/** The content in one fixed order of keys, so that equal listings have equal hashes. */
export function toContent(listing: Omit<NewListing, 'reference'>): ListingContent {
  const { title, description, price, quantity, condition, category, brand, location, photoIds } = listing;
  const { amountMinor, currency } = price;
  return {
    title,
    description,
    price: { amountMinor, currency },
    quantity,
    condition,
    category,
    brand,
    location,
    photoIds,
  };
}

/** One sentence a field, the first that applies. `depth` is how much of the path names the field. */
export function fieldsOf(error: z.ZodError, depth: number): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.slice(0, depth).join('.') || 'body';
    fields[field] ??= issue.message;
  }
  return fields;
}

/** @throws ApiError 422 `refused`, with a sentence for each field. */
export function parseFields<Output>(schema: z.ZodType<Output>, body: unknown, depth = 1): Output {
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  throw new ApiError(422, 'refused', 'Some fields need a change.', { fields: fieldsOf(result.error, depth) });
}
