/** A batch's progress in plain words. Pure. */

import type { Batch } from '@hawker/api';
import { countOf, formatCount } from '../../components/number.tsx';

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
  const first = `${formatCount(live)} of ${countOf(total, 'post')} ${live === 1 ? 'is' : 'are'} live`;
  return waiting > 0 || others.length === 0 ? `${first}.` : `${first}, ${others.join(', ')}.`;
}

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
