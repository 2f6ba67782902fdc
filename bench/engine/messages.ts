/** What the bench tells its worker and the bare loop, and hears from them. */

import { z } from 'zod';

export const workerOrderSchema = z.object({
  databaseUrl: z.string(),
  dataDirectory: z.string(),
  secretKey: z.string(),
  concurrency: z.number(),
});
export type WorkerOrder = z.infer<typeof workerOrderSchema>;

/** A value of a statement; in its texts stand placeholders such as `{post}` for what differs from post to post. */
const valueSchema = z.json();
export type ScriptValue = z.infer<typeof valueSchema>;

export const scriptSchema = z.array(
  z.object({
    /** Of a prepared statement. */
    name: z.string().optional(),
    text: z.string(),
    values: z.array(valueSchema),
  }),
);
/** All that the engine sends to Postgres to publish one post, in its order, BEGIN and COMMIT included. */
export type Script = z.infer<typeof scriptSchema>;

export const loopOrderSchema = z.object({
  databaseUrl: z.string(),
  connections: z.number(),
  script: scriptSchema,
  /** In the order in which each account's posts are due. */
  accounts: z.array(z.object({ accountId: z.string(), postIds: z.array(z.string()) })),
});
export type LoopOrder = z.infer<typeof loopOrderSchema>;

export const loopDoneSchema = z.object({ type: z.literal('done'), posts: z.number(), tookMs: z.number() });
export type LoopDone = z.infer<typeof loopDoneSchema>;
