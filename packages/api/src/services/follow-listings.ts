/**
 * When a listing changes, posts that say it by their account's rule follow: what a rule made of the old listing becomes what
 * the present one makes of the new (decision 0035). What a person has typed into a post stays. Posts that are live follow
 * too: at their channel nothing changes until they are listed anew, and then it must not be the old price.
 */

import { isDeepStrictEqual } from 'node:util';
import { followListing, formatMoney, type VariedListing } from '@hawker/core';
import {
  type AccountRuleRow,
  type FollowedPost,
  type FollowingPost,
  listAccountRules,
  listListingsToVary,
  lockFollowedListings,
  lockFollowingPosts,
  lockRuledOutPosts,
  movePosts,
  setOwnWords,
  type Transaction,
} from '@hawker/db';
import { type Actor, actorLabel } from '../context.ts';

/** `change` changes these listings, in the same transaction. */
export async function followListings<T>(
  tx: Transaction,
  actor: Actor,
  listingIds: readonly string[],
  change: () => Promise<T>,
): Promise<T> {
  if (listingIds.length === 0) {
    return change();
  }
  const before = byId(await lockFollowedListings(tx, listingIds));
  const result = await change();
  if (before.size > 0) {
    const after = byId(await listListingsToVary(tx, [...before.keys()]));
    await follow(tx, actor, await lockFollowingPosts(tx, [...before.keys()]), (listingId) => ({
      was: before.get(listingId) ?? null,
      is: after.get(listingId),
    }));
  }
  return result;
}

/** A rule that was changed counts from the next change of a listing on, but for posts that wait for nothing else. */
export async function retryRule(tx: Transaction, actor: Actor, accountId: string): Promise<void> {
  const posts = await lockRuledOutPosts(tx, accountId);
  if (posts.length > 0) {
    const listings = byId(await listListingsToVary(tx, [...new Set(posts.map((post) => post.listingId))]));
    await follow(tx, actor, posts, (listingId) => ({ was: null, is: listings.get(listingId) }));
  }
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

interface ListingChange {
  was: VariedListing | null;
  is: VariedListing | undefined;
}

async function follow(
  tx: Transaction,
  actor: Actor,
  posts: readonly FollowingPost[],
  changeOf: (listingId: string) => ListingChange,
): Promise<void> {
  const rules = byId(await listAccountRules(tx, [...new Set(posts.map((post) => post.accountId))]));
  const changed = posts.flatMap((post) => {
    const rule = rules.get(post.accountId);
    const { was, is } = changeOf(post.listingId);
    return rule && is ? followed(post, rule, { was, is }) : [];
  });
  if (changed.length === 0) {
    return;
  }
  await setOwnWords(tx, changed, actorLabel(actor));
  await ruleOut(
    tx,
    actor,
    changed.filter((post) => post.ruleErrors !== null),
    rules,
  );
}

/** Empty where it stays as it is. */
function followed(
  post: FollowingPost,
  rule: AccountRuleRow,
  { was, is }: { was: VariedListing | null; is: VariedListing },
): FollowedPost[] {
  const next = followListing(post, rule, { was, is });
  const differs =
    next.title !== post.title ||
    next.description !== post.description ||
    next.priceMinor !== post.priceMinor ||
    next.typed !== post.typed ||
    // As it is stored its fields stand in another order.
    !isDeepStrictEqual(next.ruleErrors, post.ruleErrors);
  return differs ? [{ ...post, ...next, priceGivenUp: whyGivenUp(post, next.typed, { was, is }) }] : [];
}

function whyGivenUp(
  { priceMinor, typed }: FollowingPost,
  stillTyped: FollowingPost['typed'],
  { was, is }: { was: VariedListing | null; is: VariedListing },
): string | null {
  if (was === null || priceMinor === null || typed.length === stillTyped.length) {
    return null;
  }
  const price = formatMoney({ amountMinor: priceMinor, currency: was.currency });
  return `The listing is priced in ${is.currency} now, so the price that was typed here, ${price}, no longer counts.`;
}

/** What waits does not go out at a price, or by a name, that the rule was to change. What does not wait is stopped when it is to go out. */
async function ruleOut(
  tx: Transaction,
  actor: Actor,
  posts: readonly FollowingPost[],
  rules: ReadonlyMap<string, AccountRuleRow>,
): Promise<void> {
  const zoneOf = ({ accountId }: FollowingPost) => rules.get(accountId)?.timeZone ?? 'UTC';
  for (const settledInZone of new Set(posts.map(zoneOf))) {
    await movePosts(tx, {
      move: 'ruleOut',
      postIds: posts.filter((post) => zoneOf(post) === settledInZone).map((post) => post.id),
      actor: actorLabel(actor),
      detail: 'Its listing was changed, and the rule of its account makes nothing of it now.',
      changes: {
        due: null,
        settledInZone,
        last: {
          class: 'rejected',
          sentence: null,
          nextStep: 'Change the rule or the listing, or say it otherwise in this post; then press “Publish again”.',
        },
      },
    });
  }
}
