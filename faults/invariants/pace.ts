/** I3: one submit of an account at a time, as far apart and as many a day as its pace allows. Measured at the market. */

import { localTime } from '@hawker/core';
import type { Submit } from '../desk/market-log.ts';
import type { Evidence, EvidenceAccount, Finding } from './evidence.ts';

export function paceHolds(evidence: Evidence): Finding {
  const bySeller = new Map<string, Submit[]>();
  for (const submit of evidence.submits) {
    const seller = submit.sellerId ?? '';
    bySeller.set(seller, [...(bySeller.get(seller) ?? []), submit]);
  }
  const breaches = evidence.accounts.flatMap((account) => {
    const submits = (bySeller.get(account.sellerId) ?? []).toSorted((a, b) => a.startedAt - b.startedAt);
    return [
      ...overlaps(account, submits, evidence.submitTimeoutMs),
      ...shortGaps(account, submits),
      ...fullDays(account, submits),
    ];
  });
  const gaps = evidence.accounts.filter((account) => account.minGapSeconds > 0).length;
  const limits = evidence.accounts.filter((account) => account.dailyLimit).length;
  return {
    id: 'I3',
    says: 'submits of an account never overlap, and its gap and its number a day hold',
    checked: `${evidence.submits.length} submits; ${gaps} accounts with a gap, ${limits} with a daily limit`,
    breaches,
  };
}

function overlaps({ id }: EvidenceAccount, submits: readonly Submit[], submitTimeoutMs: number): string[] {
  return pairsOf(submits).flatMap(([before, after]) => {
    const hungUpAt = Math.min(before.endedAt, before.startedAt + submitTimeoutMs);
    return after.startedAt < hungUpAt
      ? [
          `account ${id}: submit ${after.seq} began ${hungUpAt - after.startedAt} ms before submit ${before.seq} was over`,
        ]
      : [];
  });
}

function shortGaps({ id, minGapSeconds }: EvidenceAccount, submits: readonly Submit[]): string[] {
  return pairsOf(submits).flatMap(([before, after]) => {
    const gapMs = after.startedAt - before.startedAt;
    return gapMs < minGapSeconds * 1_000
      ? [
          `account ${id}: submits ${before.seq} and ${after.seq} are ${gapMs} ms apart, and its gap is ${minGapSeconds} s`,
        ]
      : [];
  });
}

function fullDays({ id, timeZone, dailyLimit }: EvidenceAccount, submits: readonly Submit[]): string[] {
  if (!dailyLimit) {
    return [];
  }
  const days = new Map<string, number>();
  for (const { startedAt } of submits.filter((submit) => submit.startedAt < dailyLimit.untilMs)) {
    const { date } = localTime(new Date(startedAt), timeZone);
    days.set(date, (days.get(date) ?? 0) + 1);
  }
  return [...days].flatMap(([date, count]) =>
    count > dailyLimit.posts
      ? [`account ${id}: ${count} submits on ${date}, and its limit is ${dailyLimit.posts}`]
      : [],
  );
}

function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.slice(1).flatMap((after, index): [T, T][] => {
    const before = items[index];
    return before === undefined ? [] : [[before, after]];
  });
}
