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

const pageSchema = z.object({ entries: z.array(z.object({ kind: z.string() }).loose()), lastSeq: z.int() });

const submitKinds: ReadonlySet<string> = new Set(submitSchema.shape.kind.options);

export async function readSubmits(marketUrl: string): Promise<Submit[]> {
  const submits: Submit[] = [];
  for (let after = 0, last = 1; after < last; ) {
    const response = await fetch(`${marketUrl}/v1/log?after=${after}`);
    const page = pageSchema.parse(await response.json());
    submits.push(...page.entries.filter(({ kind }) => submitKinds.has(kind)).map((entry) => submitSchema.parse(entry)));
    after += page.entries.length;
    last = page.lastSeq;
  }
  return submits;
}

/** A listing exists exactly when one of these was logged for it. */
export function madeListing(submit: Submit): submit is Submit & { listingId: string } {
  return (submit.kind === 'accepted' || submit.kind === 'dropped_reply') && submit.listingId !== null;
}
