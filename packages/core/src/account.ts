import { z } from 'zod';
import { paceSchema } from './pace.ts';
import { timeZoneSchema } from './zone.ts';

/** `blocked`: the sign-in at the channel no longer works. `paused`: a person stopped it. */
export const accountStatuses = ['active', 'paused', 'blocked'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/**
 * Before a person has chosen. Whose posts they must upload, 50 at a time, is asked for expressly: nobody wants 400 sheets by
 * leaving a box as it was.
 */
export function isChosenAtFirst({ status, delivery }: { status: AccountStatus; delivery: 'api' | 'sheet' }): boolean {
  return status === 'active' && delivery !== 'sheet';
}

export const accountNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the account a name.')
  .max(100, 'A name has at most 100 characters.');

/** What a channel needs to sign in: its own schema checks it. Sealed before it is stored, never given back. */
export const credentialsSchema = z.record(z.string().max(50), z.string().trim().max(5_000));
export type Credentials = z.infer<typeof credentialsSchema>;

export const accountInputSchema = z.object({
  channel: z.string().min(1, 'Choose a channel.').max(50),
  name: accountNameSchema,
  timeZone: timeZoneSchema,
  credentials: credentialsSchema,
  pace: paceSchema,
});
export type AccountInput = z.infer<typeof accountInputSchema>;

export const accountUpdateSchema = z.object({
  name: accountNameSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  /** Absent: the stored credentials stay. */
  credentials: credentialsSchema.optional(),
  pace: paceSchema.optional(),
});
export type AccountUpdate = z.infer<typeof accountUpdateSchema>;
