/** What posting listings would make, before it is asked for: the same questions as the plan of an upload answers. */

import { countPosted, type ListingSelection, selectedListings } from '@hawker/db';
import type { App } from '../context.ts';
import { finishOfNew, sheetsFor } from './account-outlook.ts';
import { listAccounts } from './accounts.ts';

export interface PostingAccount {
  accountId: string;
  /** That would be made: a listing is on an account once. */
  posts: number;
  alreadyThere: number;
  /** When the last one is out, if they are published now. Null where there is none, as with `finishOfNew`. */
  finishesAt: Date | null;
  /** In how many sheets a person uploads them; null where Hawker posts by itself. */
  sheets: number | null;
}

/** What posting listings would make, for every account there is. */
export async function planPosting(app: App, selection: ListingSelection): Promise<PostingAccount[]> {
  const [{ listings, posted }, accounts] = await Promise.all([
    countPosted(app.database.sql, selectedListings(selection)),
    listAccounts(app),
  ]);
  const there = new Map(posted.map(({ accountId, posts }) => [accountId, posts]));
  const now = new Date();
  return accounts.map((account) => {
    const alreadyThere = there.get(account.id) ?? 0;
    const posts = listings - alreadyThere;
    const finishesAt = finishOfNew(account, posts, now);
    return { accountId: account.id, posts, alreadyThere, finishesAt, sheets: sheetsFor(app, account, posts) };
  });
}
