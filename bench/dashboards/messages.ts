/** What the bench tells its tabs, and hears from them. */

import { z } from 'zod';

export const tabsOrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), url: z.string(), headers: z.record(z.string(), z.string()), tabs: z.number() }),
  /** How much has come by now. */
  z.object({ type: z.literal('count') }),
  /** Whether every tab knows of all these. Times in milliseconds since 1970. */
  z.object({ type: z.literal('check'), events: z.array(z.object({ id: z.number(), atMs: z.number() })) }),
  z.object({ type: z.literal('close') }),
]);
export type TabsOrder = z.infer<typeof tabsOrderSchema>;

export const countedSchema = z.object({ messages: z.number() });

export const checkedSchema = z.object({
  /** Events times tabs. */
  told: z.number(),
  /** Not told one by one, but asked to look at everything anew after it had happened. */
  toldAsMany: z.number(),
  missed: z.number(),
  /** A post's version that was not above the last one of that post. */
  wentBack: z.number(),
  /** When the last tab heard its last message. */
  heardAtMs: z.number(),
});
export type Checked = z.infer<typeof checkedSchema>;
