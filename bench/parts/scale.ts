/** Every list at a million posts against the same list at a thousand: the small desk is the floor. p95, not the median. */

import type { BenchPlace } from '../bench.ts';
import { createDesk, type Desk } from '../desk/create-desk.ts';
import type { Measurement } from '../report.ts';
import { compare, type Rounds, type Series, sampleInTurns } from '../sampling.ts';
import { fillScale } from '../scale/fill.ts';
import { listsOf, type ScaleList } from '../scale/lists.ts';

export interface ScaleRounds extends Rounds {
  few: number;
  many: number;
}

export async function measureScale(place: BenchPlace, rounds: ScaleRounds): Promise<Measurement[]> {
  const desks: Desk[] = [];
  const open = async (posts: number): Promise<{ desk: Desk; lists: ScaleList[] }> => {
    place.say(`Filling a desk with ${posts.toLocaleString('en')} posts, for its lists`);
    const { serverUrl, workDirectory: dataDirectory } = place;
    const desk = await createDesk({ serverUrl, posts, dataDirectory, fill: fillScale });
    desks.push(desk);
    return { desk, lists: await listsOf(desk) };
  };
  try {
    const few = await open(rounds.few);
    const many = await open(rounds.many);
    const measurements: Measurement[] = [];
    for (const [index, list] of few.lists.entries()) {
      const times = await sampleInTurns(
        { few: asked(few.desk, list), many: asked(many.desk, many.lists[index]) },
        rounds,
      );
      measurements.push({
        part: 'scale',
        unit: 'ms',
        target: { atMost: 1.3 },
        name: `p95 at ${rounds.many.toLocaleString('en')}: ${list.name}`,
        ...compare(times.few, times.many, 0.95),
      });
    }
    return measurements;
  } finally {
    for (const desk of desks) {
      await desk.close();
    }
  }
}

function asked({ app }: Desk, list: ScaleList | undefined): Series {
  if (!list) {
    throw new Error('Both desks are asked the same');
  }
  return { prepare: () => app.cache.clear(), run: () => list.ask() };
}
