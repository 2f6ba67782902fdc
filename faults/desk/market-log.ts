/** The market's own log, read over its API: the oracle. It knows nothing of Hawker and cannot be talked out of anything. */

import { z } from 'zod';

const time = z.iso.datetime().transform((text) => Date.parse(text));

/** One call of `POST /v1/listings`, whatever came of it. */
const submitSchema = z.object({
  seq: z.int(),
  kind: z.enum(['accepted', 'dropped_reply', 'replayed', 'refused', 'rate_limited', 'unavailable', 'unauthorized']),
  sellerId: z.string().nullable(),
  reference: z.string().nullable(),
  listingId: z.string().nullable(),
  startedAt: time,
  endedAt: time,
});

export type Submit = z.infer<typeof submitSchema>;

/** A listing that is no longer for sale. */
const endSchema = z.object({
  kind: z
    .enum(['listing_sold', 'listing_delisted'])
    .transform((kind) => (kind === 'listing_sold' ? 'sold' : 'delisted')),
  listingId: z.string(),
});

export type ListingEnd = z.infer<typeof endSchema>;

export interface MarketLog {
  submits: Submit[];
  ends: ListingEnd[];
}

const pageSchema = z.object({ entries: z.array(z.object({ kind: z.string() }).loose()), lastSeq: z.int() });

const submitKinds: ReadonlySet<string> = new Set(submitSchema.shape.kind.options);
const endKinds: ReadonlySet<string> = new Set(['listing_sold', 'listing_delisted']);

export async function readMarketLog(marketUrl: string): Promise<MarketLog> {
  const log: MarketLog = { submits: [], ends: [] };
  for (let after = 0, last = 1; after < last; ) {
    const response = await fetch(`${marketUrl}/v1/log?after=${after}`);
    const page = pageSchema.parse(await response.json());
    for (const entry of page.entries) {
      if (submitKinds.has(entry.kind)) {
        log.submits.push(submitSchema.parse(entry));
      } else if (endKinds.has(entry.kind)) {
        log.ends.push(endSchema.parse(entry));
      }
    }
    after += page.entries.length;
    last = page.lastSeq;
  }
  return log;
}

/** A listing exists exactly when one of these was logged for it. */
export function madeListing(submit: Submit): submit is Submit & { listingId: string } {
  return (submit.kind === 'accepted' || submit.kind === 'dropped_reply') && submit.listingId !== null;
}
