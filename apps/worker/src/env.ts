import { resolve } from 'node:path';
import { hasWholePhotoBucket, photoBucketVariables, whyPhotoBucketIsPartial } from '@hawker/core';
import { z } from 'zod';
import { checkoutDirectory } from './checkout.ts';

const shared = {
  HAWKER_DATA_DIR: z
    .string()
    .min(1)
    .default('.hawker')
    .transform((path) => resolve(checkoutDirectory, path)),
  /** Base64, 32 bytes. Without it the key is a file in the data folder. */
  HAWKER_SECRET_KEY: z.string().min(1).optional(),
  HAWKER_MARKET_URL: z.url().optional(),
  /** Without it each process holds cached answers of its own. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be an address such as redis://cache.example.com' }).optional(),
  ...photoBucketVariables(),
} as const;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const workerSchema = z
  .object({
    ...shared,
    DATABASE_URL: z.string().min(1, 'is missing: the address of the Postgres that Hawker uses'),
    HAWKER_ORIGIN: z.url().default('http://localhost:3000'),
    /** Jobs at a time: accounts that are published in parallel by this process. */
    HAWKER_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(10),
    LOG_LEVEL: z.enum(logLevels).default('warn'),
  })
  .refine(hasWholePhotoBucket, whyPhotoBucketIsPartial);

export type WorkerEnv = z.infer<typeof workerSchema>;

const commandSchema = z
  .object({
    ...shared,
    DATABASE_URL: z.string().min(1).optional(),
    HAWKER_ORIGIN: z.url().optional(),
    /** Of a Hawker elsewhere, with a token made there. */
    HAWKER_URL: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://desk.example.com' })
      .optional(),
    HAWKER_TOKEN: z.string().min(1).optional(),
    /** `debug` and `trace` show the stack of an error; otherwise a command says what went wrong in one sentence. */
    LOG_LEVEL: z.enum(logLevels).default('silent'),
    NO_COLOR: z.string().optional(),
    TERM: z.string().optional(),
  })
  .refine((env) => (env.HAWKER_URL === undefined) === (env.HAWKER_TOKEN === undefined), {
    message: 'set both HAWKER_URL and HAWKER_TOKEN, or neither',
    path: ['HAWKER_URL'],
  })
  .refine(hasWholePhotoBucket, whyPhotoBucketIsPartial);

export type CommandEnv = z.infer<typeof commandSchema>;

/** What the process was given. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws one error that names every variable that is wrong. An empty variable counts as absent. */
export function readWorkerEnv(source: Environment): WorkerEnv {
  return read(workerSchema, source, 'The environment of the worker is not right.');
}

/** As {@link readWorkerEnv}, for the `hawker` command. */
export function readCommandEnv(source: Environment): CommandEnv {
  return read(commandSchema, source, 'The environment is not right.');
}

function read<T>(schema: z.ZodType<T>, source: Environment, complaint: string): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${complaint} ${reasons.join('; ')}`);
  }
  return parsed.data;
}
