import {
  hasWholePhotoBucket,
  type OwnerInput,
  ownerInputSchema,
  type PhotoBucket,
  photoBucketOf,
  photoBucketVariables,
  whyPhotoBucketIsPartial,
} from '@hawker/core';
import { z } from 'zod';

const envSchema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    /** The address to listen on. Only this machine unless told otherwise; a proxy or a container sets 0.0.0.0. */
    HOST: z.string().min(1).default('127.0.0.1'),
    /** The address that people type, when it is not this server's own: behind a proxy. */
    HAWKER_ORIGIN: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://hawker.example' })
      .transform((value) => new URL(value).origin)
      .optional(),
    DATABASE_URL: z.string().min(1, 'is missing: the address of the Postgres that Hawker uses'),
    /** Without it each process holds cached answers of its own. */
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: 'must be an address such as redis://cache.example.com' })
      .optional(),
    HAWKER_DATA_DIR: z.string().min(1).default('.hawker'),
    /** Base64, 32 bytes. Without it the key is a file in the data folder. */
    HAWKER_SECRET_KEY: z.string().min(1).optional(),
    HAWKER_MARKET_URL: z.url().optional(),
    ...photoBucketVariables(),
    /** Opens /setup while there is no user. */
    HAWKER_SETUP_TOKEN: z.string().min(16).optional(),
    HAWKER_OWNER_EMAIL: z.string().min(1).optional(),
    HAWKER_OWNER_PASSWORD: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  })
  .refine(hasWholePhotoBucket, whyPhotoBucketIsPartial);

export interface WebEnv {
  isDevelopment: boolean;
  port: number;
  host: string;
  origin: string | undefined;
  databaseUrl: string;
  redisUrl: string | undefined;
  dataDirectory: string;
  secretKey: string | undefined;
  marketUrl: string | null;
  /** Where photos are; null for the data folder. */
  photoBucket: PhotoBucket | null;
  setupToken: string | null;
  /** Made at the start when there is no user yet. */
  owner: OwnerInput | null;
  logLevel: z.infer<typeof envSchema>['LOG_LEVEL'];
}

/** Throws one error that names every variable that is wrong. An empty variable counts as absent. */
export function readWebEnv(source: Readonly<Record<string, string | undefined>>): WebEnv {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment of the web app is not right. ${reasons.join('; ')}`);
  }
  const { data } = parsed;
  return {
    isDevelopment: data.NODE_ENV === 'development',
    port: data.PORT,
    host: data.HOST,
    origin: data.HAWKER_ORIGIN,
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    dataDirectory: data.HAWKER_DATA_DIR,
    secretKey: data.HAWKER_SECRET_KEY,
    marketUrl: data.HAWKER_MARKET_URL ?? null,
    photoBucket: photoBucketOf(data),
    setupToken: data.HAWKER_SETUP_TOKEN ?? null,
    owner: ownerOf(data),
    logLevel: data.LOG_LEVEL,
  };
}

function ownerOf(data: z.infer<typeof envSchema>): OwnerInput | null {
  const { HAWKER_OWNER_EMAIL: email, HAWKER_OWNER_PASSWORD: password } = data;
  if (email === undefined && password === undefined) {
    return null;
  }
  const parsed = ownerInputSchema.safeParse({ name: 'Owner', email, password });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`HAWKER_OWNER_EMAIL and HAWKER_OWNER_PASSWORD must both be right. ${issue?.message ?? ''}`);
  }
  return parsed.data;
}
