export const partNames = [
  'posts',
  'stats',
  'scale',
  'http',
  'upload',
  'bulk',
  'engine',
  'latency',
  'waiting',
  'dashboards',
  'cache',
  'import',
] as const;
export type PartName = (typeof partNames)[number];

export interface BenchOptions {
  /** In the order of `partNames`, whatever the order on the command line: uploads make the desk larger. */
  parts: readonly PartName[];
  /** Fewer rounds on smaller desks: shows that everything runs, and says little about speed. */
  quick: boolean;
}

export const usage = `Usage: pnpm bench [--quick] [${partNames.join(' | ')} ...]`;

/** Throws a sentence for what it does not know. */
export function readOptions(args: readonly string[]): BenchOptions {
  const unknown = args.filter((arg) => arg !== '--quick' && !partNames.some((part) => part === arg));
  if (unknown.length > 0) {
    throw new Error(`There is no part called ${unknown.join(', ')}. ${usage}`);
  }
  const chosen = partNames.filter((part) => args.includes(part));
  return { parts: chosen.length === 0 ? partNames : chosen, quick: args.includes('--quick') };
}
