/**
 * The log: one JSON object a line, appended and never changed. It is the market's only store (the state is its replay)
 * and the oracle of fault tests, so it holds every change and every attempt at `POST /v1/listings`, also the refused.
 *
 * A listing exists exactly when there is one `accepted` or `dropped_reply` entry for it.
 */
import { z } from 'zod';
import { faultSettingsSchema } from './faults.ts';

export const conditions = ['new', 'like_new', 'good', 'fair'] as const;
export type Condition = (typeof conditions)[number];

export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** What a seller writes. Stored loosely: the rules for new listings may tighten without making an old log unreadable. */
export const listingContentSchema = z.object({
  title: z.string(),
  description: z.string(),
  price: z.object({ amountMinor: z.int(), currency: z.string() }),
  quantity: z.int(),
  condition: z.enum(conditions),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  location: z.string().nullable(),
  photoIds: z.array(z.string()),
});
export type ListingContent = z.infer<typeof listingContentSchema>;

const base = {
  seq: z.int(),
  /** When the entry was written, ISO 8601 in UTC. */
  at: z.string(),
  sellerId: z.string().nullable(),
  listingId: z.string().nullable(),
  reference: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
};

const attempt = {
  ...base,
  /** When the first byte of the call was handled, and when its outcome was decided. */
  startedAt: z.string(),
  endedAt: z.string(),
  /** Null when no reply was sent. */
  httpStatus: z.int().nullable(),
  code: z.string().nullable(),
};

const created = {
  ...attempt,
  sellerId: z.string(),
  listingId: z.string(),
  reference: z.string(),
  content: listingContentSchema,
  /** sha256 of the body as understood, to tell a repeated call from another one under the same key. */
  bodyHash: z.string(),
};

const ofListing = { ...base, sellerId: z.string(), listingId: z.string() };

export const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('seller_registered'),
    sellerId: z.string(),
    name: z.string(),
    tokenHash: z.string(),
  }),
  z.object({
    ...base,
    kind: z.literal('photo_stored'),
    photoId: z.string(),
    mediaType: z.enum(mediaTypes),
    sizeBytes: z.int(),
  }),
  z.object({ ...base, kind: z.literal('faults_set'), faults: faultSettingsSchema }),
  z.object({ ...created, kind: z.literal('accepted') }),
  z.object({ ...created, kind: z.literal('dropped_reply') }),
  z.object({ ...attempt, kind: z.literal('replayed') }),
  z.object({ ...attempt, kind: z.literal('refused'), fields: z.record(z.string(), z.string()) }),
  z.object({ ...attempt, kind: z.literal('rate_limited'), retryAfterSeconds: z.int() }),
  z.object({ ...attempt, kind: z.literal('unavailable') }),
  z.object({ ...attempt, kind: z.literal('unauthorized') }),
  z.object({ ...ofListing, kind: z.literal('listing_changed'), content: listingContentSchema }),
  z.object({ ...ofListing, kind: z.literal('listing_sold') }),
  z.object({ ...ofListing, kind: z.literal('listing_delisted') }),
]);

export type LogEntry = z.infer<typeof entrySchema>;

type WithoutPlace<Entry> = Entry extends LogEntry ? Omit<Entry, 'seq' | 'at'> : never;
/** An entry before the store gives it its number and its time. */
export type EntryDraft = WithoutPlace<LogEntry>;

/** An attempt at `POST /v1/listings`, whatever came of it. */
export type AttemptEntry = Extract<LogEntry, { startedAt: string }>;

export function isAttempt(entry: LogEntry): entry is AttemptEntry {
  return 'startedAt' in entry;
}

/** What `GET /v1/log` shows of an entry: everything except what could help to guess a token. */
export function toPublicEntry(entry: LogEntry): object {
  if (entry.kind === 'seller_registered') {
    const { tokenHash: _tokenHash, ...rest } = entry;
    return rest;
  }
  return entry;
}
