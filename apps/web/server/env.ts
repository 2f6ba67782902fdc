import { z } from 'zod';

const envSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The address to listen on. Only this machine unless told otherwise; a proxy or a container sets 0.0.0.0. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The address that people type, when it is not this server's own: behind a proxy. */
  HAWKER_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://hawker.example' })
    .transform((value) => new URL(value).origin)
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
});

export interface WebEnv {
  isDevelopment: boolean;
  port: number;
  host: string;
  origin: string | undefined;
  logLevel: z.infer<typeof envSchema>['LOG_LEVEL'];
}

/** Throws one error that names every variable that is wrong. An empty variable counts as absent. */
export function readWebEnv(source: NodeJS.ProcessEnv): WebEnv {
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
    logLevel: data.LOG_LEVEL,
  };
}
