/** I4: whatever was accepted is settled in the end, and nothing stands in its way for long. */

import { settledPostStatuses } from '@hawker/core';
import type { Evidence, Finding } from './evidence.ts';

/** Source: publishing.md. */
export const longestOutlivedMs = 60_000;

export function everythingSettles(evidence: Evidence): Finding {
  const { leftovers, posts } = evidence;
  const promised = evidence.accepted.reduce((sum, { accountIds }) => sum + accountIds.length, 0);
  const left = [
    [leftovers.leases, 'leases are still held'],
    [leftovers.lockedJobs, 'jobs are still locked'],
    [leftovers.openAttempts, 'attempts are still open'],
  ] as const;
  return {
    id: 'I4',
    says: 'every accepted post is settled in bounded time, and nothing outlives its owner by more than a minute',
    checked: `${promised} accepted posts; nothing outlived its worker by more than ${(leftovers.outlivedMs / 1_000).toFixed(1)} s`,
    breaches: [
      ...missingPosts(evidence).map((name) => `${name} was accepted and is gone`),
      ...posts.flatMap((post) =>
        settledPostStatuses.includes(post.status) ? [] : [`post ${post.id} is still ${post.status}`],
      ),
      ...left.flatMap(([count, says]) => (count > 0 ? [`${count} ${says}`] : [])),
      ...(leftovers.outlivedMs > longestOutlivedMs
        ? [`a lease or a lock outlived its worker by ${Math.round(leftovers.outlivedMs / 1_000)} s`]
        : []),
    ],
  };
}

function missingPosts({ accepted, posts }: Pick<Evidence, 'accepted' | 'posts'>): string[] {
  const there = new Set(posts.map((post) => `${post.sku} ${post.accountId}`));
  return accepted.flatMap(({ sku, accountIds }) =>
    accountIds.flatMap((id) => (there.has(`${sku} ${id}`) ? [] : [`listing ${sku} on account ${id}`])),
  );
}

/** Accepted and never heard of again: gone, unsettled, or called published with nothing at the market. */
export function countLostPosts(
  evidence: Evidence,
  referencesListed: ReadonlySet<string>,
  keyOf: (id: string, generation: number) => string,
): number {
  const unsettled = evidence.posts.filter((post) => !settledPostStatuses.includes(post.status));
  const empty = evidence.posts.filter(
    (post) => post.status === 'published' && !referencesListed.has(keyOf(post.id, post.generation)),
  );
  return missingPosts(evidence).length + unsettled.length + empty.length;
}
