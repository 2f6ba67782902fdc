/** What the harness and its worker processes say to each other, over IPC. */

import { z } from 'zod';
import { failSteps } from '../schedule.ts';

const times = z.object({
  prepareTimeoutMs: z.number(),
  leaseMarginMs: z.number(),
  settleTimeMs: z.number(),
  heartbeatEveryMs: z.number(),
  workerDeadAfterMs: z.number(),
  selfFenceAfterMs: z.number(),
  circuitOpenMs: z.number(),
});

export const workerConfigSchema = z.object({
  databaseUrl: z.string(),
  marketUrl: z.string(),
  dataDirectory: z.string(),
  secretKey: z.string(),
  timing: z.object({
    engine: times,
    submitTimeoutMs: z.number(),
    queryTimeoutMs: z.number(),
    drainTimeoutMs: z.number(),
  }),
  concurrency: z.number(),
  pollIntervalMs: z.number(),
  seed: z.number(),
});
export type WorkerConfig = z.infer<typeof workerConfigSchema>;

/** What to do at a step: die as if the power failed, or freeze until somebody thaws the process. */
const armed = z.object({ step: z.enum(failSteps), action: z.enum(['SIGKILL', 'SIGSTOP']) });
export type Armed = z.infer<typeof armed>;

export const toWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), config: workerConfigSchema, armed: armed.nullable() }),
  armed.extend({ type: z.literal('arm') }),
]);
export type ToWorker = z.infer<typeof toWorker>;

export const fromWorker = z.discriminatedUnion('type', [
  /** Everything is imported: it waits for `start`. */
  z.object({ type: z.literal('loaded') }),
  /** It works. Sent by packages/lifecycle. */
  z.object({ type: z.literal('ready') }).loose(),
  /** It is at the step that was armed, and about to do what was asked. */
  armed.extend({ type: z.literal('reached') }),
]);
export type FromWorker = z.infer<typeof fromWorker>;
