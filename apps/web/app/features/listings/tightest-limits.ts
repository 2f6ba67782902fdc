import type { Outputs } from '@hawker/api';

export type Channel = Outputs['channels']['list'][number];

export interface TightestLimit {
  max: number;
  /** Whose it is; null: Hawker's own. */
  channel: string | null;
}

type LimitName = 'titleMax' | 'descriptionMax' | 'photosMax';

/** Hawker's own limits, which every listing keeps. Source: the table "A listing" of the product's design. */
const own: Readonly<Record<LimitName, number>> = { titleMax: 200, descriptionMax: 5_000, photosMax: 20 };

/** The tightest limit of the channels that the listing goes to. */
export function tightestLimit(name: LimitName, channels: readonly Channel[]): TightestLimit {
  return channels.reduce<TightestLimit>(
    (tightest, { title, limits }) => (limits[name] < tightest.max ? { max: limits[name], channel: title } : tightest),
    { max: own[name], channel: null },
  );
}
