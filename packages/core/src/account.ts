import { z } from 'zod';
import { paceSchema } from './pace.ts';
import { timeZoneSchema } from './zone.ts';

/** `blocked`: the sign-in at the channel no longer works. `paused`: a person stopped it. */
export const accountStatuses = ['active', 'paused', 'blocked'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

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
