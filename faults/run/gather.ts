/** After a run: everything that the invariants look at, read from the market's log and from the ledger. */

import { readMarketLog } from '../desk/market-log.ts';
import type { Desk, DeskAccount } from '../desk/open-desk.ts';
import { readWitness } from '../desk/witness.ts';
import type {
  Evidence,
  EvidenceAccount,
  LedgerEvent,
  LedgerPost,
  Leftovers,
  LiveEvidence,
} from '../invariants/evidence.ts';
import { shortTiming } from '../scaled-times.ts';
import { dailyLimit } from '../schedule.ts';
import type { Person } from './person.ts';

export interface Looked {
  desk: Desk;
  person: Person;
  accounts: readonly DeskAccount[];
}

export interface Noted {
  live: LiveEvidence;
  leftovers: Leftovers;
  /** When the daily limits were lifted, so that what was left over could go out. */
  limitsLiftedMs: number;
}

export async function gather(looked: Looked, { live, leftovers, limitsLiftedMs }: Noted): Promise<Evidence> {
  const { desk, person, accounts } = looked;
  const { sql } = desk.app.database;
  const { submits, ends } = await readMarketLog(desk.market.origin);
  return {
    ...{ live, leftovers, accepted: person.accepted, canceled: person.canceled },
    submitTimeoutMs: shortTiming.submitTimeoutMs,
    submits,
    ends,
    accounts: accounts.map(
      ({ id, sellerId, timeZone, pace }): EvidenceAccount => ({
        ...{ id, sellerId, timeZone, minGapSeconds: pace.minGapSeconds },
        dailyLimit: pace.postsPerDay === dailyLimit ? { posts: dailyLimit, untilMs: limitsLiftedMs } : null,
      }),
    ),
    posts: await sql.rows<LedgerPost>(
      `SELECT post.id, account_id AS "accountId", sku, status, generation, version, external_id AS "externalId"
       FROM post JOIN listing ON listing.id = listing_id ORDER BY post.id`,
    ),
    observed: await sql.rows<Evidence['observed'][number]>(
      'SELECT post_id AS "postId", generation, external_id AS "externalId" FROM observed_listing',
    ),
    events: await sql.rows<LedgerEvent>(
      `SELECT id, post_id AS "postId", version, move, to_status AS "toStatus",
         (extract(epoch FROM at) * 1000)::float8 AS "atMs" FROM post_event ORDER BY id`,
    ),
    witnessed: await readWitness(sql),
  };
}
