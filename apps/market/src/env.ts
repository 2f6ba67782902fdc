import { z } from 'zod';

const schema = z.object({
  MARKET_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  MARKET_DATA_DIR: z.string().min(1).default('.hawker/market'),
  MARKET_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

export interface MarketEnv {
  /** 0 takes a free port. */
  port: number;
  dataDir: string;
  /** The public origin, when another server stands in front of the market. */
  origin: string | undefined;
  logLevel: string;
}

/** @throws Error that names each variable it cannot use. An empty variable counts as absent. */
export function parseEnv(env: NodeJS.ProcessEnv): MarketEnv {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The environment of the practice market cannot be used. ${problems.join('; ')}`);
  }
  const { MARKET_PORT, MARKET_DATA_DIR, MARKET_ORIGIN, LOG_LEVEL } = result.data;
  return { port: MARKET_PORT, dataDir: MARKET_DATA_DIR, origin: MARKET_ORIGIN, logLevel: LOG_LEVEL };
}
