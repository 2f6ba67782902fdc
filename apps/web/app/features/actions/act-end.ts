/** How it ended when something was to be done to many. Pure. */

import { RefusedError } from '../../components/ask-json.ts';
import type { Question } from '../../components/confirm.tsx';
import { formatCount } from '../../components/number.tsx';
import type { PostChoice } from '../posts/post-choice.ts';

/**
 * `more`: of all that match there are more by now than the person was shown, so nothing was done, and they are asked anew.
 * What failed was told in a toast.
 */
export type ActEnd = 'done' | 'failed' | 'more';

export function isMore(error: unknown, choice: PostChoice | { undo: string }): boolean {
  return error instanceof RefusedError && error.code === 'conflict' && 'matching' in choice;
}

/** `act`: the verb and its object, with the number that there is now: `Publish 5,005 posts`. */
export function askAnew(act: string, { shown, now }: { shown: number; now: number }): Question {
  return {
    title: `${act}?`,
    description: `You were shown ${formatCount(shown)}, and by now it would be ${formatCount(now)}. Nothing was done yet.`,
    confirmLabel: act,
    cancelLabel: 'Leave them',
  };
}
