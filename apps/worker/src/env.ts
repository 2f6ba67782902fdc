import { z } from 'zod';

const envSchema = z.object({
  DATABASE_URL: z.string().min(1, 'is missing: the address of the Postgres that Hawker uses'),
  HAWKER_DATA_DIR: z.string().min(1).default('.hawker'),
  HAWKER_SECRET_KEY: z.string().min(1).optional(),
  HAWKER_MARKET_URL: z.url().optional(),
  HAWKER_ORIGIN: z.url().default('http://localhost:3000'),
  /** Jobs at a time: accounts that are published in parallel by this process. */
  HAWKER_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(10),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

export type WorkerEnv = z.infer<typeof envSchema>;

/** Throws one error that names every variable that is wrong. An empty variable counts as absent. */
export function readWorkerEnv(source: NodeJS.ProcessEnv): WorkerEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment of the worker is not right. ${reasons.join('; ')}`);
  }
  return parsed.data;
}
