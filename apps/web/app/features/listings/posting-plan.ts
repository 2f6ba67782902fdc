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

/** Beside an account: `2,497 new, 3 there already, 50 sheets to upload`; null where all are new and Hawker posts them, as one expects. */
export function accountNote({ posts, alreadyThere, sheets }: PostingPlan[number]): string | null {
  const parts = [
    alreadyThere > 0 ? thereWords(posts, alreadyThere) : '',
    sheets ? `${countOf(sheets, 'sheet')} to upload` : '',
  ];
  return parts.filter((part) => part !== '').join(', ') || null;
}

function thereWords(posts: number, alreadyThere: number): string {
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

/** Of posts that were not made, beside those that were. */
export function ruledOutWords({ posts, sentences }: { posts: number; sentences: readonly string[] }): string {
  return `${countOf(posts, 'post')} ${posts === 1 ? 'was' : 'were'} not made. ${sentences.join(' ')}`;
}

/** Where nothing would be made there is nothing to press. */
export function nothingNew(listings: number): string {
  return `${listings === 1 ? 'It is' : `All ${countOf(listings, 'listing')} are`} on these accounts already.`;
}
