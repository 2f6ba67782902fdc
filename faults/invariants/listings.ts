/** I1, I2 and I7: what is at the market against what the ledger believes. */

import { idempotencyKey, type PostStatus } from '@hawker/core';
import { madeListing } from '../desk/market-log.ts';
import type { Evidence, Finding, LedgerPost } from './evidence.ts';

/** The listings that the market made, by the reference that each was given. */
export function listingsByReference({ submits }: Pick<Evidence, 'submits'>): Map<string, string[]> {
  const byReference = new Map<string, string[]>();
  for (const submit of submits.filter(madeListing)) {
    const reference = submit.reference ?? '';
    byReference.set(reference, [...(byReference.get(reference) ?? []), submit.listingId]);
  }
  return byReference;
}

export function atMostOneListing(evidence: Evidence): Finding {
  const listings = listingsByReference(evidence);
  return {
    id: 'I1',
    says: 'at most one listing at the market per post and generation',
    checked: `${listings.size} references`,
    breaches: [...listings].flatMap(([reference, ids]) =>
      ids.length > 1 ? [`${reference} has ${ids.length} listings: ${ids.join(', ')}`] : [],
    ),
  };
}

/** Listings that should not be there: beyond the first of a reference. */
export function countExtraPosts(evidence: Pick<Evidence, 'submits'>): number {
  return [...listingsByReference(evidence).values()].reduce((sum, ids) => sum + ids.length - 1, 0);
}

/** The market has it, and the ledger says so. */
const liveOnce: ReadonlySet<PostStatus> = new Set<PostStatus>(['published', 'sold', 'delisted']);

export function publishedMeansListed(evidence: Evidence): Finding {
  const listings = listingsByReference(evidence);
  const posts = new Map(evidence.posts.map((post) => [post.id, post]));
  const observed = new Set(
    evidence.observed.map((seen) => `${idempotencyKey(seen.postId, seen.generation)} ${seen.externalId}`),
  );
  return {
    id: 'I2',
    says: 'published means exactly one listing with that id, live; nothing is listed that the ledger does not know; what was ended or listed anew is gone',
    checked: `${evidence.posts.filter((post) => post.status === 'published').length} published posts, ${listings.size} references`,
    breaches: [
      ...evidence.posts.flatMap((post) => missingListing(post, listings)),
      ...evidence.posts.flatMap((post) => wrongEnds(post, listings, evidence.ends)),
      ...[...listings].flatMap(([reference, ids]) => {
        const post = posts.get(postIdOf(reference));
        if (!post) {
          return [`${reference} is listed and no post has it`];
        }
        const isCurrent = reference === idempotencyKey(post.id, post.generation);
        const isKnown = (id: string) =>
          isCurrent && post.status !== 'needs_review'
            ? liveOnce.has(post.status) && namesListing(post.externalId, id)
            : isCurrent || observed.has(`${reference} ${id}`);
        return ids
          .filter((id) => !isKnown(id))
          .map((id) => `${reference} is listed as ${id}, and the post is ${post.status}`);
      }),
    ],
  };
}

function missingListing(post: LedgerPost, listings: ReadonlyMap<string, readonly string[]>): string[] {
  if (post.status !== 'published') {
    return [];
  }
  const ids = listings.get(idempotencyKey(post.id, post.generation)) ?? [];
  return ids.length === 1 && ids.every((id) => namesListing(post.externalId, id))
    ? []
    : [
        `post ${post.id} is published as ${post.externalId}, and the market has ${ids.length === 0 ? 'nothing' : ids.join(', ')}`,
      ];
}

/** A live post has a live listing, an ended one an ended listing, and an earlier generation none that is for sale. */
function wrongEnds(
  post: LedgerPost,
  listings: ReadonlyMap<string, readonly string[]>,
  ends: Evidence['ends'],
): string[] {
  const endsOf = (id: string) => ends.filter((end) => end.listingId === id).map((end) => end.kind);
  const current = (listings.get(idempotencyKey(post.id, post.generation)) ?? []).flatMap((id) => {
    const how = endsOf(id);
    const isRight =
      post.status === 'sold' || post.status === 'delisted'
        ? // Given up by a person: nothing was done at the market.
          post.externalId === null || how.includes(post.status)
        : how.length === 0;
    return isRight ? [] : [`post ${post.id} is ${post.status}, and its listing ${id} is ${how.join(', ') || 'live'}`];
  });
  const earlier = Array.from({ length: post.generation - 1 }, (_, index) => idempotencyKey(post.id, index + 1));
  const stillThere = earlier.flatMap((reference) =>
    (listings.get(reference) ?? []).flatMap((id) =>
      endsOf(id).length > 0 ? [] : [`post ${post.id} was listed anew, and its listing ${id} of before is still live`],
    ),
  );
  return [...current, ...stillThere];
}

/** A person gives the address of a listing, which ends in its id. */
function namesListing(externalId: string | null, listingId: string): boolean {
  return externalId === listingId || (externalId?.endsWith(`/${listingId}`) ?? false);
}

/** Of `hawker-<post>-<generation>`. */
function postIdOf(reference: string): string {
  return reference.replace(/^hawker-/, '').replace(/-\d+$/, '');
}

export function canceledMeansNothing(evidence: Evidence): Finding {
  const listings = listingsByReference(evidence);
  const posts = new Map(evidence.posts.map((post) => [post.id, post]));
  return {
    id: 'I7',
    says: 'a cancel that was acknowledged means that nothing is listed',
    checked: `${evidence.canceled.length} cancels`,
    breaches: evidence.canceled.flatMap(({ postId, generation }) => {
      const ids = listings.get(idempotencyKey(postId, generation)) ?? [];
      const status = posts.get(postId)?.status;
      return [
        ...(ids.length > 0 ? [`post ${postId} was canceled and is listed as ${ids.join(', ')}`] : []),
        ...(status === 'canceled' ? [] : [`post ${postId} was canceled and is ${status}`]),
      ];
    }),
  };
}
