/** Whether the pace of the accounts can follow a schedule, and when they are done. Pure. */

import type { Outputs } from '@hawker/api';

type ScheduledAccount = Outputs['posts']['planSchedule']['accounts'][number];

/** As it comes as JSON. */
export type ScheduleForecast = { accounts: (Omit<ScheduledAccount, 'finishesAt'> & { finishesAt: string | null })[] };
export type ForecastAccount = ScheduleForecast['accounts'][number];

export interface ReadForecast {
  /** Their pace is slower than the window; who is done last comes first. */
  late: { account: ForecastAccount; finishesAtMs: number }[];
  /** Nothing of them goes out for now. */
  held: ForecastAccount[];
  /** When the last post of all is out, and whose it is; null where no time can be promised. */
  last: { account: ForecastAccount; finishesAtMs: number } | null;
}

/** Less than that after the end of the window nobody calls late. */
const lateFromMs = 60_000;

/** `toMs`: the end of a window; null where all go from one time on, which no pace is too slow for. */
export function readForecast({ accounts }: ScheduleForecast, toMs: number | null): ReadForecast {
  const timed = accounts
    .flatMap((account) =>
      account.finishesAt === null ? [] : [{ account, finishesAtMs: Date.parse(account.finishesAt) }],
    )
    .sort((one, other) => other.finishesAtMs - one.finishesAtMs);
  return {
    late: toMs === null ? [] : timed.filter(({ finishesAtMs }) => finishesAtMs >= toMs + lateFromMs),
    held: accounts.filter(({ problem }) => problem !== null),
    last: timed[0] ?? null,
  };
}
