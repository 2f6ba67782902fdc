/**
 * When a listing changes, posts that say it by their account's rule follow: what the rule made of the old listing becomes
 * what it makes of the new one. What a person has written into a post themselves stays. Posts that are live follow too: at
 * their channel nothing changes until they are listed anew, and then it must not be the old price.
 */

import { applyVariation, type PostOverrides, type VariedListing } from '@hawker/core';
import {
  listListingsToVary,
  listVaryingAccounts,
  lockPostsOfListings,
  setOverrides,
  type Transaction,
  type VariedPost,
  type VaryingAccountRow,
} from '@hawker/db';

type Listing = VariedListing & { id: string };

/** `change` changes these listings, in the same transaction. */
export async function followListings<T>(
  tx: Transaction,
  listingIds: readonly string[],
  change: () => Promise<T>,
): Promise<T> {
  const accounts = listingIds.length === 0 ? [] : await listVaryingAccounts(tx);
  if (accounts.length === 0) {
    return change();
  }
  const before = byId(await listListingsToVary(tx, listingIds));
  const result = await change();
  const after = byId(await listListingsToVary(tx, listingIds));
  const accountsById = new Map(accounts.map((account) => [account.id, account]));
  const posts = await lockPostsOfListings(tx, listingIds, [...accountsById.keys()]);
  const changed = posts.flatMap((post) => {
    const [account, was, is] = [
      accountsById.get(post.accountId),
      before.get(post.listingId),
      after.get(post.listingId),
    ];
    return account && was && is ? follow(post, account, { was, is }) : [];
  });
  if (changed.length > 0) {
    await setOverrides(tx, changed);
  }
  return result;
}

function byId(listings: readonly Listing[]): Map<string, Listing> {
  return new Map(listings.map((listing) => [listing.id, listing]));
}

/** Empty where it stays as it is; also in what the rule makes nothing sensible of. */
function follow(
  post: VariedPost,
  { name, variation }: VaryingAccountRow,
  { was, is }: { was: Listing; is: Listing },
): VariedPost[] {
  const old = applyVariation(was, name, variation);
  const next = applyVariation(is, name, variation);
  const follows = (field: keyof PostOverrides) =>
    next.errors[field] === undefined && post[field] === old.overrides[field];
  const followed: VariedPost = {
    ...post,
    title: follows('title') ? next.overrides.title : post.title,
    description: follows('description') ? next.overrides.description : post.description,
    priceMinor: follows('priceMinor') ? next.overrides.priceMinor : post.priceMinor,
  };
  const differs =
    followed.title !== post.title ||
    followed.description !== post.description ||
    followed.priceMinor !== post.priceMinor;
  return differs ? [followed] : [];
}
