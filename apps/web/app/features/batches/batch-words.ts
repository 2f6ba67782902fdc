/** A batch's progress in plain words. Pure. */

import type { Batch } from '@hawker/api';
import { countOf, formatCount } from '../../components/number.tsx';
import { deedWords } from '../imports/upload-words.ts';

export type Progress = Batch['progress'];

/** How the whole batch stands, in one sentence. */
export function describeProgress({ total, live, failed, needsYou, waiting, drafts, canceled }: Progress): string {
  if (total === 0) {
    return 'Its posts were deleted.';
  }
  if (drafts === total) {
    return `${countOf(total, 'post')} ready. Nothing has been sent yet.`;
  }
  if (live === total) {
    return total === 1 ? 'Its post is live.' : `All ${formatCount(total)} posts are live.`;
  }
  const rest = [
    [failed, 'failed'],
    [needsYou, needsYou === 1 ? 'needs you' : 'need you'],
    [drafts, drafts === 1 ? 'is a draft' : 'are drafts'],
    [canceled, canceled === 1 ? 'was canceled' : 'were canceled'],
  ] as const;
  const others = rest.filter(([count]) => count > 0).map(([count, words]) => `${formatCount(count)} ${words}`);
  const first = `${formatCount(live)} of ${countOf(total, 'post')} ${live === 1 || total === 1 ? 'is' : 'are'} live`;
  return waiting > 0 || others.length === 0 ? `${first}.` : `${first}, ${others.join(', ')}.`;
}

/** As `describeProgress`; of a file that only changed listings it says so. */
export function describeBatch({ postCount, progress }: Pick<Batch, 'postCount' | 'progress'>): string {
  return postCount === 0
    ? 'Nothing had to be posted: its listings are on the accounts already.'
    : describeProgress(progress);
}

/** ` (3 new, 1 update; 2 rows left out)`: what the batch's file did to listings; empty for a batch that came from no file. */
export function fileWords({
  listingCount,
  createdCount: creates,
  updatedCount: updates,
  outRowCount,
}: BatchCounts): string {
  if (creates === null || updates === null) {
    return '';
  }
  const leftOut = outRowCount === 0 ? '' : `; ${countOf(outRowCount, 'row')} left out`;
  return ` (${deedWords({ creates, updates, unchanged: listingCount - creates - updates })}${leftOut})`;
}

type BatchCounts = Pick<Batch, 'listingCount' | 'createdCount' | 'updatedCount' | 'outRowCount'>;

/** What the buttons of a whole batch would act on. */
export function countActs({ postCounts: counts }: Pick<Batch, 'postCounts'>) {
  const sum = (...statuses: (keyof typeof counts)[]) =>
    statuses.reduce((total, status) => total + (counts[status] ?? 0), 0);
  return {
    publish: sum('draft', 'scheduled'),
    retry: sum('failed'),
    cancel: sum('scheduled', 'queued', 'awaiting_upload', 'retry_wait', 'rate_limited', 'auth_blocked'),
  };
}
