/** A page of 100 posts: the service without its cache, against its own statement sent by pg alone. */

import { postPageStatement } from '@hawker/db';
import type { Desk } from '../desk/create-desk.ts';
import type { Measurement } from '../report.ts';
import { compare, type Rounds, type Series, sampleInTurns } from '../sampling.ts';

const pageSize = 100;

export async function measurePosts(small: Desk, large: Desk, rounds: Rounds): Promise<Measurement[]> {
  const middle = await middlePostId(large);
  const times = await sampleInTurns(
    {
      smallFloor: barePage(small),
      small: servicePage(small),
      largeFloor: barePage(large),
      large: servicePage(large),
      middleFloor: barePage(large, middle),
      middle: servicePage(large, middle),
    },
    rounds,
  );
  const size = (desk: Desk) => desk.posts.toLocaleString('en');
  const shared = { part: 'posts', unit: 'ms', target: { atMost: 1.5 } } as const;
  return [
    { ...shared, name: `Posts page of 100 out of ${size(small)}`, ...compare(times.smallFloor, times.small) },
    { ...shared, name: `Posts page of 100 out of ${size(large)}`, ...compare(times.largeFloor, times.large) },
    { ...shared, name: `The same, from the middle`, ...compare(times.middleFloor, times.middle) },
    {
      ...shared,
      name: `Posts page, ${size(large)} against ${size(small)}`,
      target: { atMost: 1.3 },
      ...compare(times.small, times.large),
    },
  ];
}

function servicePage({ app, caller }: Desk, cursor?: string): Series {
  return {
    prepare: () => app.cache.clear(),
    run: () => caller.posts.list({ limit: pageSize, cursor }),
  };
}

function barePage({ bare }: Desk, after?: string): Series {
  const [text, values] = postPageStatement({}, { limit: pageSize, ...(after === undefined ? {} : { after }) });
  return { run: () => bare.query(text, [...values]) };
}

async function middlePostId({ bare, posts }: Desk): Promise<string> {
  const { rows } = await bare.query<{ id: string }>('SELECT id FROM post ORDER BY id OFFSET $1 LIMIT 1', [
    Math.floor(posts / 2),
  ]);
  const [row] = rows;
  if (!row) {
    throw new Error('The desk has no posts');
  }
  return row.id;
}
