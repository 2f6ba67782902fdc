import { z } from 'zod';
import type { RandomSource } from './random.ts';

const probability = z
  .number('Give a number from 0 to 1.')
  .min(0, 'Give a number from 0 to 1.')
  .max(1, 'Give a number from 0 to 1.');

const durationMs = z
  .int('Give whole milliseconds from 0 to 60,000.')
  .min(0, 'Give whole milliseconds from 0 to 60,000.')
  .max(60_000, 'Give whole milliseconds from 0 to 60,000.');

/** What the market does wrong on purpose. `PUT /v1/faults` takes the whole document. */
export const faultSettingsSchema = z.strictObject({
  seed: z
    .int('Give a whole number from 0 to 4,294,967,295.')
    .min(0, 'Give a whole number from 0 to 4,294,967,295.')
    .max(0xffff_ffff, 'Give a whole number from 0 to 4,294,967,295.'),
  latencyMs: z.strictObject({ min: durationMs, max: durationMs }).refine((range) => range.min <= range.max, {
    path: ['max'],
    error: 'The longest wait is shorter than the shortest.',
  }),
  rateLimit: z.strictObject({
    probability,
    retryAfterSeconds: z
      .int('Give whole seconds from 0 to 3,600.')
      .min(0, 'Give whole seconds from 0 to 3,600.')
      .max(3_600, 'Give whole seconds from 0 to 3,600.'),
  }),
  unavailable: z.strictObject({ probability }),
  refuse: z.strictObject({
    probability,
    field: z.string().trim().min(1, 'Name a field.').max(50, 'Use at most 50 characters.'),
    message: z.string().trim().min(1, 'Write a sentence.').max(200, 'Use at most 200 characters.'),
  }),
  expiredTokens: z.union([z.enum(['none', 'all']), z.array(z.string().min(1).max(64)).max(1_000)], {
    error: 'Use "none", "all" or a list of seller ids.',
  }),
  dropReply: z.strictObject({ probability }),
  lookupLagMs: durationMs,
  honourIdempotencyKeys: z.boolean().default(true),
});

export type FaultSettings = z.infer<typeof faultSettingsSchema>;

export const defaultFaults: FaultSettings = {
  seed: 1,
  latencyMs: { min: 0, max: 0 },
  rateLimit: { probability: 0, retryAfterSeconds: 5 },
  unavailable: { probability: 0 },
  refuse: { probability: 0, field: 'title', message: 'This title is not allowed here.' },
  expiredTokens: 'none',
  dropReply: { probability: 0 },
  lookupLagMs: 0,
  honourIdempotencyKeys: true,
};

export interface FaultPreset {
  id: string;
  label: string;
  settings: Omit<FaultSettings, 'seed'>;
}

const { seed: _seed, ...allWell } = defaultFaults;

/** One-press settings of the page `/faults`. They keep the seed that is set. */
export const faultPresets: readonly FaultPreset[] = [
  { id: 'well', label: 'All well', settings: allWell },
  { id: 'drops', label: 'Drops 8 % of replies', settings: { ...allWell, dropReply: { probability: 0.08 } } },
  { id: 'slow', label: 'Slow', settings: { ...allWell, latencyMs: { min: 1_500, max: 6_000 } } },
  { id: 'down', label: 'Down', settings: { ...allWell, unavailable: { probability: 1 } } },
];

/** `publish` is `POST /v1/listings`; `other` is every other call made with a seller token. */
export type CallKind = 'publish' | 'other';

/** What the faults have in store for one call. Each answer is fixed by seed, kind of call and number of the call. */
export interface CallFaults {
  settings: FaultSettings;
  latencyMs: number;
  unavailable: boolean;
  rateLimited: boolean;
  refused: boolean;
  replyDropped: boolean;
}

export interface FaultSource {
  readonly settings: FaultSettings;
  /** Numbers of calls start again at 0, so that setting the same document twice gives the same run twice. */
  replace(settings: FaultSettings): void;
  next(kind: CallKind): CallFaults;
}

/**
 * @param publishCalls how many publish calls the log holds since the settings were last set: a restart goes on from
 * there, so that it does not deal the same hand again.
 */
export function createFaultSource(initial: FaultSettings, publishCalls: number, random: RandomSource): FaultSource {
  let settings = initial;
  const calls: Record<CallKind, number> = { publish: publishCalls, other: 0 };
  return {
    get settings() {
      return settings;
    },
    replace(next) {
      settings = next;
      calls.publish = 0;
      calls.other = 0;
    },
    next(kind) {
      const index = calls[kind]++;
      const draw = (fault: string) => random.draw(settings.seed, `${kind}.${fault}`, index);
      const { min, max } = settings.latencyMs;
      return {
        settings,
        latencyMs: Math.round(min + draw('latency') * (max - min)),
        unavailable: draw('unavailable') < settings.unavailable.probability,
        rateLimited: draw('rateLimit') < settings.rateLimit.probability,
        refused: draw('refuse') < settings.refuse.probability,
        replyDropped: draw('dropReply') < settings.dropReply.probability,
      };
    },
  };
}

export function isTokenExpired(settings: FaultSettings, sellerId: string): boolean {
  const { expiredTokens } = settings;
  return expiredTokens === 'all' || (expiredTokens !== 'none' && expiredTokens.includes(sellerId));
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function percent(fraction: number): string {
  return `${number.format(fraction * 100)}\u00a0%`;
}

function seconds(durationMs: number): string {
  return `${number.format(durationMs / 1_000)}\u00a0s`;
}

/** One sentence for each fault that is on; an empty list when all is well. */
export function describeFaults(settings: FaultSettings): string[] {
  const { latencyMs, rateLimit, unavailable, refuse, expiredTokens, dropReply, lookupLagMs } = settings;
  const sentences: string[] = [];
  if (latencyMs.max > 0) {
    const { min, max } = latencyMs;
    sentences.push(`Answers take ${min === max ? '' : `${number.format(min / 1_000)} to `}${seconds(max)}.`);
  }
  if (unavailable.probability > 0) {
    sentences.push(`${percent(unavailable.probability)} of calls find the market down.`);
  }
  if (rateLimit.probability > 0) {
    const wait = seconds(rateLimit.retryAfterSeconds * 1_000);
    sentences.push(`${percent(rateLimit.probability)} of calls are told to wait ${wait}.`);
  }
  if (refuse.probability > 0) {
    sentences.push(`${percent(refuse.probability)} of new listings are refused for their ${refuse.field}.`);
  }
  if (dropReply.probability > 0) {
    sentences.push(`${percent(dropReply.probability)} of accepted listings lose their reply.`);
  }
  if (expiredTokens === 'all') {
    sentences.push('Every seller token counts as expired.');
  } else if (expiredTokens !== 'none' && expiredTokens.length > 0) {
    sentences.push(
      `${expiredTokens.length} seller ${expiredTokens.length === 1 ? 'token counts' : 'tokens count'} as expired.`,
    );
  }
  if (lookupLagMs > 0) {
    sentences.push(`A new listing can be looked up after ${seconds(lookupLagMs)}.`);
  }
  if (!settings.honourIdempotencyKeys) {
    sentences.push('Idempotency keys are ignored.');
  }
  return sentences;
}
