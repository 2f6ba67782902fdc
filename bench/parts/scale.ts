/**
 * Every list at a million posts against the same list at a thousand: the small desk is the floor. p95, not the median.
 * Where a filter leaves the small desk with fewer rows than a page, what is held against it is a page of as many; what the
 * whole page takes, with up to a hundred rows to find, send and read instead of a dozen, is reported beside it.
 */

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
      const same = many.lists[index];
      if (!same) {
        throw new Error('Both desks are asked the same');
      }
      const shown = { few: await list.page?.rows(), many: await same.page?.rows() };
      const isShort = (shown.few ?? 0) > 0 && (shown.few ?? 0) < (shown.many ?? 0);
      const times = await sampleInTurns<string>(
        {
          few: asked(few.desk, list.ask),
          many: asked(many.desk, same.ask),
          ...(isShort ? { first: asked(many.desk, async () => same.page?.first(shown.few ?? 0)) } : {}),
        },
        rounds,
      );
      const against = (series: 'many' | 'first', name: string): Measurement => ({
        part: 'scale',
        unit: 'ms',
        target: isShort && series === 'many' ? null : { atMost: 1.3 },
        name: `p95 at ${rounds.many.toLocaleString('en')}: ${name}`,
        ...compare(times.few ?? [], times[series] ?? [], 0.95),
      });
      if (isShort) {
        measurements.push(
          against('first', `${list.name}, first ${shown.few} as at ${rounds.few.toLocaleString('en')}`),
        );
      }
      measurements.push(against('many', isShort ? `${list.name}, ${shown.many} rows against ${shown.few}` : list.name));
    }
    return measurements;
  } finally {
    for (const desk of desks) {
      await desk.close();
    }
  }
}

function asked({ app }: Desk, run: ScaleList['ask']): Series {
  return { prepare: () => app.cache.clear(), run };
}
