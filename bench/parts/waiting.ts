/**
 * What waits must not slow down what is due: a claim and a sweep on a desk where a million posts are scheduled, against
 * the same where a thousand are. Here the floor is the small desk.
 */

import { publishNext, sweep } from '@hawker/publishing';
import type { BenchPlace } from '../bench.ts';
import { createEngineDesk, type EngineDesk } from '../engine/engine-desk.ts';
import { fillWaiting } from '../engine/fill-waiting.ts';
import { type InProcessEngine, openEngine } from '../engine/in-process.ts';
import type { Measurement } from '../report.ts';
import { compare, type Rounds, type Series, sampleInTurns } from '../sampling.ts';

const accounts = 100;

export interface WaitingRounds {
  few: number;
  many: number;
  claims: Rounds;
  sweeps: Rounds;
}

interface WaitingDesk extends InProcessEngine {
  desk: EngineDesk;
  accountIds: string[];
}

export async function measureWaiting(place: BenchPlace, rounds: WaitingRounds): Promise<Measurement[]> {
  const desks: WaitingDesk[] = [];
  const open = async (posts: number): Promise<WaitingDesk> => {
    place.say(`Filling a desk with ${posts.toLocaleString('en')} scheduled posts`);
    const desk = await createEngineDesk(place.serverUrl, accounts, place.workDirectory);
    await fillWaiting(desk.bare, posts, Math.ceil((rounds.claims.warmUp + rounds.claims.measured) / accounts));
    const { rows } = await desk.bare.query<{ id: string }>('SELECT id FROM account ORDER BY id');
    const opened = { desk, accountIds: rows.map(({ id }) => id), ...(await openEngine(desk, place.workDirectory)) };
    desks.push(opened);
    return opened;
  };
  try {
    const few = await open(rounds.few);
    const many = await open(rounds.many);
    const sweeps = await sampleInTurns({ few: sweepOf(few), many: sweepOf(many) }, rounds.sweeps);
    const claims = await sampleInTurns({ few: claimOf(few), many: claimOf(many) }, rounds.claims);
    const sizes = `${rounds.many.toLocaleString('en')} posts waiting against ${rounds.few.toLocaleString('en')}`;
    const shared = { part: 'waiting', unit: 'ms', target: { atMost: 1.3 } } as const;
    return [
      { ...shared, name: `Claim, ${sizes}`, ...compare(claims.few, claims.many) },
      { ...shared, name: `Sweep, ${sizes}`, ...compare(sweeps.few, sweeps.many) },
    ];
  } finally {
    for (const { app, desk } of desks) {
      await app.close();
      await desk.close();
    }
  }
}

class ClaimedOnly extends Error {}

/** Of a due post, in one account after the other. The step after the claim is not taken. */
function claimOf({ desk, engine, accountIds }: WaitingDesk): Series {
  let turn = 0;
  let accountId = '';
  const claiming = {
    ...engine,
    reached: (step: string) => {
      if (step === 'after_claim') {
        throw new ClaimedOnly();
      }
    },
  };
  return {
    prepare: async () => {
      const { rowCount } = await desk.bare.query(
        'UPDATE account SET lease_until = NULL, lease_worker_id = NULL WHERE lease_until IS NOT NULL',
      );
      if (rowCount === 0 && turn > 0) {
        throw new Error('Nothing was claimed');
      }
      accountId = accountIds[turn % accountIds.length] ?? '';
      turn += 1;
    },
    run: async () => {
      try {
        await publishNext(claiming, accountId);
      } catch (error) {
        if (!(error instanceof ClaimedOnly)) {
          throw error;
        }
      }
    },
  };
}

/** Every account that has something due is woken already: what it costs every minute of the day. */
function sweepOf({ engine }: WaitingDesk): Series {
  return { run: () => sweep(engine) };
}
