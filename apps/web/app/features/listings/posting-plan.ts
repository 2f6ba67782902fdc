/** What posting listings would make, as the dialog tells it. Pure. */

import type { Outputs } from '@hawker/api';
import { countOf, formatCount } from '../../components/number.tsx';

type PostingAccount = Outputs['listings']['planPost'][number];

/** As it comes as JSON. */
export type PostingPlan = (Omit<PostingAccount, 'finishesAt'> & { finishesAt: string | null })[];

/** On the chosen accounts together; what is on an account already is not made again. */
export function newPosts(plan: PostingPlan, chosen: ReadonlySet<string>): number {
  return plan.reduce((sum, { accountId, posts }) => sum + (chosen.has(accountId) ? posts : 0), 0);
}

/** Beside an account: `2,497 new, 3 there already`; null where all of them are new, as one expects. */
export function accountNote({ posts, alreadyThere }: PostingPlan[number]): string | null {
  if (alreadyThere === 0) {
    return null;
  }
  return posts === 0
    ? `${alreadyThere === 1 ? 'there' : `all ${formatCount(alreadyThere)} there`} already`
    : `${formatCount(posts)} new, ${formatCount(alreadyThere)} there already`;
}

/** When published now: the account that is done last; null where no time can be told. */
export function lastToFinish(
  plan: PostingPlan,
  chosen: ReadonlySet<string>,
): { accountId: string; atMs: number } | null {
  const timed = plan.flatMap(({ accountId, finishesAt }) =>
    finishesAt !== null && chosen.has(accountId) ? [{ accountId, atMs: Date.parse(finishesAt) }] : [],
  );
  return timed.reduce<(typeof timed)[number] | null>((last, one) => (last && last.atMs >= one.atMs ? last : one), null);
}

/** Where nothing would be made there is nothing to press. */
export function nothingNew(listings: number): string {
  return `${listings === 1 ? 'It is' : `All ${countOf(listings, 'listing')} are`} on these accounts already.`;
}
