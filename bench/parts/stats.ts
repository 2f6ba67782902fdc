/** The Overview's numbers: the service without its cache, against its two statements sent by pg alone. */

import { getStats, listDays, type SqlRunner } from '@hawker/db';
import type { Desk } from '../desk/create-desk.ts';
import type { Measurement } from '../report.ts';
import { compare, type Rounds, type Series, sampleInTurns } from '../sampling.ts';

/** As many as the Overview's chart shows. */
const chartDays = 14;

export async function measureStats(small: Desk, large: Desk, rounds: Rounds): Promise<Measurement[]> {
  const times = await sampleInTurns(
    {
      smallFloor: bareStats(small),
      small: serviceStats(small),
      largeFloor: bareStats(large),
      large: serviceStats(large),
    },
    rounds,
  );
  const size = (desk: Desk) => desk.posts.toLocaleString('en');
  const shared = { part: 'stats', unit: 'ms', target: { atMost: 1.5 } } as const;
  return [
    { ...shared, name: `Stats over ${size(small)} posts`, ...compare(times.smallFloor, times.small) },
    { ...shared, name: `Stats over ${size(large)} posts`, ...compare(times.largeFloor, times.large) },
    {
      ...shared,
      name: `Stats, ${size(large)} against ${size(small)}`,
      target: { atMost: 1.3 },
      ...compare(times.small, times.large),
    },
  ];
}

function serviceStats({ app, caller }: Desk): Series {
  return { prepare: () => app.cache.clear(), run: () => caller.overview.stats() };
}

/** Beside each other, as the service sends them. */
function bareStats({ bare }: Desk): Series {
  const sql: SqlRunner = {
    rows: async <Row>(text: string, values = []) => (await bare.query(text, [...values])).rows as Row[],
  };
  return { run: () => Promise.all([getStats(sql), listDays(sql, chartDays)]) };
}
