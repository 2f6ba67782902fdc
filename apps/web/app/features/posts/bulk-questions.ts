/** What is asked before something is done to many posts. Null: it is done at once, because it can be taken back. Pure. */

import type { PostAct } from '@hawker/core';
import type { Question } from '../../components/confirm.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { endQuestion } from './end-questions.ts';

interface Asked {
  /** How many it will be done to. */
  count: number;
  /** How many of them the page shows; null where it shows all. */
  shown: number | null;
  isLive: boolean;
  /** What is to be said of those that a person uploads: what is done here does not reach them there. */
  byHand: string | null;
  /** Whether a person uploads every one of them. */
  isAllByHand: boolean;
}

export function bulkQuestion(act: PostAct, { count, shown, isLive, byHand, isAllByHand }: Asked): Question | null {
  const posts = countOf(count, 'post');
  const beyond =
    shown === null ? null : `You see ${formatCount(shown)} of them here; the others match the same filters.`;
  switch (act) {
    case 'cancel':
      return {
        title: `Cancel ${posts}?`,
        description: sentences('They will not be published. You can publish them again whenever you like.', byHand),
        confirmLabel: `Cancel ${posts}`,
        cancelLabel: 'Keep them',
      };
    case 'markLive':
      return {
        title: count === 1 ? 'Is this post live?' : `Are these ${posts} live?`,
        description: sentences(
          beyond,
          'Say so when you have uploaded them and they are to be seen there. Hawker cannot look there itself, and this cannot be undone.',
          byHand,
        ),
        confirmLabel: count === 1 ? 'It is live' : 'They are live',
        cancelLabel: 'Not yet',
        variant: 'primary',
      };
    case 'markSold':
    case 'delist':
    case 'relist':
      return withOwnHand(endQuestion(act, posts, isLive), byHand, isAllByHand);
    case 'publish':
      return beyond === null
        ? null
        : { title: `Publish ${posts}?`, description: beyond, confirmLabel: `Publish ${posts}`, variant: 'primary' };
    case 'retry':
      return beyond === null && byHand === null
        ? null
        : {
            title: `Try ${posts} again?`,
            description: sentences(beyond, byHand),
            confirmLabel: `Try ${posts} again`,
            cancelLabel: 'Leave them',
            variant: byHand === null ? 'primary' : 'danger',
          };
    case 'remove':
      return beyond === null
        ? null
        : {
            title: `Delete ${posts}?`,
            description: `${beyond} You can take it back right after.`,
            confirmLabel: `Delete ${posts}`,
            cancelLabel: 'Keep them',
          };
    case 'schedule':
    case 'reprice':
      // Their dialogs say the number.
      return null;
  }
}

/** What Hawker does at the channel is not said where it does nothing there. */
function withOwnHand(question: Question, byHand: string | null, isAllByHand: boolean): Question {
  return { ...question, description: sentences(isAllByHand && byHand !== null ? null : question.description, byHand) };
}

function sentences(...said: readonly (string | null)[]): string {
  return said.filter((sentence) => sentence !== null).join(' ');
}
