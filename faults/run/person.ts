/** The person at the desk: posts, cancels, relists, signs in again, and answers what Hawker cannot know. */

import { errorDetailOf } from '@hawker/api/client';
import { idempotencyKey, type PostStatus } from '@hawker/core';
import { madeListing, readMarketLog } from '../desk/market-log.ts';
import type { Desk, DeskAccount } from '../desk/open-desk.ts';
import type { Evidence } from '../invariants/evidence.ts';
import { insist } from './insist.ts';

export interface Person {
  /** What was acknowledged, for the invariants. */
  readonly accepted: Evidence['accepted'];
  readonly canceled: Evidence['canceled'];
  /** Posts that were listed anew. */
  readonly relisted: number;
  /** Posts that needed a person's word. */
  readonly answered: number;
  /** Posts that had failed and were tried again. */
  readonly triedAgain: number;
  post(sku: string, accounts: readonly DeskAccount[], title?: string): Promise<void>;
  /** Of the posts that are on their way out; waits a moment where there are none. */
  cancel(posts: number): Promise<void>;
  relist(posts: number): Promise<void>;
  signInAgain(account: DeskAccount): Promise<void>;
  /** Everything that waits for a person: a look at the market, or another try. */
  answerAll(): Promise<void>;
}

interface Target {
  id: string;
  generation: number;
}

/** There is always something on its way out before long. */
const cancelWithinMs = 2_000;

export function createPerson({ client, app, market }: Desk): Person {
  const accepted: { sku: string; accountIds: readonly string[] }[] = [];
  const canceled: { postId: string; generation: number }[] = [];
  let relisted = 0;
  let answered = 0;
  let triedAgain = 0;

  const postsIn = (statuses: readonly PostStatus[], limit: number) =>
    insist(() =>
      app.database.sql.rows<Target>(
        `SELECT id, generation FROM post WHERE status = ANY($1::post_status[])
         ORDER BY status = 'publishing' DESC, random() LIMIT $2`,
        [statuses, limit],
      ),
    );

  return {
    accepted,
    canceled,
    get relisted() {
      return relisted;
    },
    get answered() {
      return answered;
    },
    get triedAgain() {
      return triedAgain;
    },
    post: async (sku, accounts, title = 'Oak chair') => {
      const accountIds = accounts.map((account) => account.id);
      await insist(async () => {
        try {
          await client.listings.create.mutate({
            listing: { title, description: 'Solid oak.', priceMinor: 4_500, currency: 'EUR', sku },
            accountIds,
            publish: { when: 'now' },
          });
        } catch (error) {
          // An answer that was lost on the way: the first try had been taken after all.
          if (errorDetailOf(error)?.fields?.sku === undefined) {
            throw error;
          }
        }
      });
      accepted.push({ sku, accountIds });
    },
    cancel: async (posts) => {
      const until = performance.now() + cancelWithinMs;
      let targets: Target[] = [];
      while (targets.length === 0 && performance.now() < until) {
        targets = await postsIn(['publishing', 'queued', 'retry_wait', 'rate_limited'], posts);
      }
      await Promise.all(
        targets.map(async ({ id, generation }) => {
          // Without an answer nothing was acknowledged: whether it was canceled does not matter then.
          const { moved } = await client.posts.cancel.mutate({ ids: [id] }).catch(() => ({ moved: 0 }));
          if (moved === 1) {
            canceled.push({ postId: id, generation });
          }
        }),
      );
    },
    relist: async (posts) => {
      const targets = await postsIn(['published'], posts);
      for (const { id } of targets) {
        const { moved } = await client.posts.relist.mutate({ ids: [id] }).catch(() => ({ moved: 0 }));
        relisted += moved;
      }
    },
    signInAgain: async ({ id, token }) => {
      await insist(() => client.accounts.update.mutate({ id, update: { credentials: { token } } }));
    },
    answerAll: async () => {
      const inReview = await postsIn(['needs_review'], 1_000);
      if (inReview.length > 0) {
        const listed = new Map(
          (await readMarketLog(market.origin)).submits
            .filter(madeListing)
            .map(({ reference, listingId }) => [reference, listingId]),
        );
        for (const { id, generation } of inReview) {
          const listingId = listed.get(idempotencyKey(id, generation));
          const answer = listingId
            ? { is: 'live' as const, url: `${market.origin}/listings/${listingId}` }
            : { is: 'not_there' as const };
          await client.posts.settle.mutate({ id, answer }).then(
            () => answered++,
            () => undefined,
          );
        }
      }
      const failed = await postsIn(['failed'], 1_000);
      if (failed.length > 0) {
        const ids = failed.map(({ id }) => id);
        triedAgain += (await client.posts.retry.mutate({ ids }).catch(() => ({ moved: 0 }))).moved;
      }
    },
  };
}
