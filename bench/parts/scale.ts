/**
 * Every list at a million posts against the same list at a thousand: the small desk is the floor. p95, not the median.
 * Where a filter leaves the small desk with fewer rows than a page, what is held against it is a page of as many; what the
 * whole page takes, with up to a hundred rows to find, send and read instead of a dozen, is reported beside it; and so is
 * what it takes to count up to the limit where the small desk has not as many.
 */

import type { BenchPlace } from '../bench.ts';
import { createDesk, type Desk } from '../desk/create-desk.ts';
import type { Measurement } from '../report.ts';
import { collectYoungGarbage, compare, type Rounds, type Series, sampleInTurns } from '../sampling.ts';
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
      const shown = { few: (await list.rows?.()) ?? 0, many: (await same.rows?.()) ?? 0 };
      const isShort = shown.few > 0 && shown.few < shown.many;
      const { first } = same;
      const times = await sampleInTurns<string>(
        {
          few: asked(few.desk, list.ask),
          many: asked(many.desk, same.ask),
          ...(isShort && first ? { first: asked(many.desk, () => first(shown.few)) } : {}),
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
      if (times.first) {
        measurements.push(
          against('first', `${list.name}, first ${shown.few} as at ${rounds.few.toLocaleString('en')}`),
        );
      }
      measurements.push(against('many', isShort ? `${list.name}, ${shown.many} against ${shown.few}` : list.name));
    }
    return measurements;
  } finally {
    for (const desk of desks) {
      await desk.close();
    }
  }
}

function asked({ app }: Desk, run: ScaleList['ask']): Series {
  const prepare = async () => {
    await app.cache.clear();
    collectYoungGarbage();
  };
  return { prepare, run };
}
