import { z } from 'zod';
import { descriptionSchema, priceMinorSchema, titleSchema } from './listing.ts';

/** What one post says differently from its listing. Null means: as the listing has it. */
export const postOverridesSchema = z.object({
  title: titleSchema.nullish().transform((value) => value ?? null),
  description: descriptionSchema.nullish().transform((value) => value ?? null),
  priceMinor: priceMinorSchema.nullish().transform((value) => value ?? null),
});
export type PostOverrides = z.infer<typeof postOverridesSchema>;

export type OverrideField = keyof PostOverrides;
export const overrideFields = ['title', 'description', 'priceMinor'] as const satisfies readonly OverrideField[];

/** When posts are to go out: kept as drafts, as soon as pace allows, or at a time. */
export const publishTimeSchema = z.discriminatedUnion('when', [
  z.object({ when: z.literal('draft') }),
  z.object({ when: z.literal('now') }),
  z.object({ when: z.literal('at'), at: z.coerce.date('Give a date and a time.') }),
]);
export type PublishTime = z.infer<typeof publishTimeSchema>;

const dayMs = 86_400_000;
const maxAheadMs = 2 * 365 * dayMs;
/** What was chosen some hours ago, or in another time zone, means at once. */
const maxBehindMs = dayMs;

/** What is wrong about a time to publish at, which somebody has mistyped then; or null. */
export function implausibleTime(at: Date, now: Date): string | null {
  const aheadMs = at.getTime() - now.getTime();
  return aheadMs > maxAheadMs || aheadMs < -maxBehindMs ? 'Choose a time within the next two years.' : null;
}
