/** What a run found, as a table for people. */

import { idempotencyKey, settledPostStatuses } from '@hawker/core';
import { checkInvariants } from './invariants/check.ts';
import type { Evidence, Finding } from './invariants/evidence.ts';
import { countExtraPosts, listingsByReference } from './invariants/listings.ts';
import { countLostPosts } from './invariants/settled.ts';
import type { RunResult } from './run/run.ts';
import type { FaultKind, Schedule } from './schedule.ts';

export interface Verdict {
  ok: boolean;
  extraPosts: number;
  lostPosts: number;
  findings: readonly Finding[];
}

export function judge(evidence: Evidence): Verdict {
  const findings = checkInvariants(evidence);
  const listed = new Set(listingsByReference(evidence).keys());
  return {
    ok: findings.every(({ breaches }) => breaches.length === 0),
    extraPosts: countExtraPosts(evidence),
    lostPosts: countLostPosts(evidence, listed, idempotencyKey),
    findings,
  };
}

/** Of many breaches of one kind the first say what is wrong. */
const breachesShown = 10;

export function report(schedule: Schedule, result: RunResult, verdict: Verdict): string {
  const { evidence } = result;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  const { paced, unpaced } = longestToSettle(evidence);
  const lines = [
    ['posts', `${evidence.posts.length}, and ${result.relisted} listed anew, ${evidence.canceled.length} canceled`],
    ['calls of the market', `${evidence.submits.length}: ${countBy(evidence.submits.map(({ kind }) => kind))}`],
    ['faults', `${schedule.faults.length}: ${countBy(schedule.faults.map(({ kind }): FaultKind => kind))}`],
    ['needed a person', `${result.answered} answered, ${result.triedAgain} tried again`],
    ['extra posts', String(verdict.extraPosts)],
    ['lost posts', String(verdict.lostPosts)],
    ['longest time to settle', `${seconds(unpaced.tookMs)}: ${unpaced.story}`],
    ['where pace made it wait', `${seconds(paced.tookMs)}: ${paced.story}`],
    ['calm after', `${seconds(result.calmAfterMs)} after the last fault; the run took ${seconds(result.tookMs)}`],
  ];
  const width = Math.max(...lines.map(([name = '']) => name.length));
  return [
    ...verdict.findings.flatMap(({ id, says, checked, breaches }) => [
      `${id}  ${breaches.length === 0 ? 'holds ' : 'BROKEN'}  ${says} (${checked}; breaches: ${breaches.length})`,
      ...breaches.slice(0, breachesShown).map((breach) => `      ${breach}`),
    ]),
    '',
    ...lines.map(([name = '', value = '']) => `${name.padEnd(width)}  ${value}`),
  ].join('\n');
}

function countBy(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, count]) => `${count} ${name.replaceAll('_', ' ')}`)
    .join(', ');
}

interface Settling {
  tookMs: number;
  /** What happened meanwhile, and when. */
  story: string;
}

/** From a post's beginning (made, or listed anew) until it was settled, the longest of all. */
function longestToSettle({ events, posts, accounts }: Evidence): { paced: Settling; unpaced: Settling } {
  const pacedAccounts = new Set(accounts.flatMap((one) => (one.minGapSeconds > 0 || one.dailyLimit ? [one.id] : [])));
  const isPaced = new Map(posts.map(({ id, accountId }) => [id, pacedAccounts.has(accountId)]));
  const open = new Map<string, { sinceMs: number; moves: string[] }>();
  const longest = { paced: { tookMs: 0, story: 'none' }, unpaced: { tookMs: 0, story: 'none' } };
  for (const { postId, move, toStatus, atMs } of events) {
    if (move === 'create' || move === 'relist') {
      open.set(postId, { sinceMs: atMs, moves: [] });
    }
    const begun = open.get(postId);
    if (!begun) {
      continue;
    }
    const tookMs = atMs - begun.sinceMs;
    begun.moves.push(`${move} ${(tookMs / 1_000).toFixed(1)}`);
    if (settledPostStatuses.includes(toStatus)) {
      const kind = isPaced.get(postId) ? 'paced' : 'unpaced';
      if (tookMs > longest[kind].tookMs) {
        longest[kind] = { tookMs, story: begun.moves.join(', ') };
      }
      // Until it is listed a person may still send it on its way again: that time counts as well.
      if (toStatus === 'published') {
        open.delete(postId);
      }
    }
  }
  return longest;
}
