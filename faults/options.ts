/** The command line of `pnpm faults`. */

import { parseArgs } from 'node:util';
import { z } from 'zod';

export const usage =
  'Usage: pnpm faults [--posts 1000] [--faults 100] [--workers 3] [--accounts 20] [--seed 1] [--naive] [--keep FOLDER]';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const schema = z.object({
  posts: whole(1, 100_000).default(1_000),
  faults: whole(0, 10_000).default(100),
  workers: whole(1, 20).default(3),
  accounts: whole(5, 500).default(20),
  seed: whole(0, 0xffff_ffff).default(1),
  /** A plain "POST, then set a flag" handler instead of the engine: it must be found out. */
  naive: z.boolean().default(false),
  /** Where to keep what the workers said, and the evidence; both are thrown away unless it is named. */
  keep: z.string().min(1).optional(),
});

export type FaultOptions = z.infer<typeof schema>;

/** Throws a sentence for what it does not understand. */
export function readOptions(args: readonly string[]): FaultOptions {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ posts: text, faults: text, workers: text, accounts: text, seed: text, keep: text },
        naive: { type: 'boolean' },
      },
    });
    return schema.parse(values);
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; ')
        : String(error instanceof Error ? error.message : error);
    throw new Error(`${reason}. ${usage}`, { cause: error });
  }
}
