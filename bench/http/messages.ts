/** What the processes of the HTTP bench tell each other. */

import { z } from 'zod';

export const readySchema = z.object({ type: z.literal('ready'), url: z.string() });

/** What the floor's server answers every request with: the bytes and headers that Hawker sent. */
export const answerSchema = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;

export const loadSchema = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  connections: z.number(),
  durationMs: z.number(),
});
export type Load = z.infer<typeof loadSchema>;

export const loadResultSchema = z.object({ requests: z.number(), failures: z.number(), tookMs: z.number() });
