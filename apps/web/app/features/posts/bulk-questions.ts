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
  /** Some are uploaded by a person: what is done here does not reach them there. */
  isByHand: boolean;
}

export function bulkQuestion(act: PostAct, { count, shown, isLive, isByHand }: Asked): Question | null {
  const posts = countOf(count, 'post');
  const beyond =
    shown === null ? null : `You see ${formatCount(shown)} of them here; the others match the same filters.`;
  switch (act) {
    case 'cancel':
      return {
        title: `Cancel ${posts}?`,
        description: `They will not be published. You can publish them again whenever you like.${
          isByHand ? ' What you have uploaded in a sheet already stays there: take it down yourself.' : ''
        }`,
        confirmLabel: `Cancel ${posts}`,
        cancelLabel: 'Keep them',
      };
    case 'markSold':
    case 'delist':
    case 'relist':
      return withOwnHand(endQuestion(act, posts, isLive), isByHand);
    case 'publish':
      return beyond === null
        ? null
        : { title: `Publish ${posts}?`, description: beyond, confirmLabel: `Publish ${posts}`, variant: 'primary' };
    case 'retry':
      return beyond === null
        ? null
        : { title: `Try ${posts} again?`, description: beyond, confirmLabel: `Try ${posts} again`, variant: 'primary' };
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

function withOwnHand(question: Question, isByHand: boolean): Question {
  return isByHand
    ? {
        ...question,
        description: `${question.description} Of what you upload by a sheet it is only noted: do it there.`,
      }
    : question;
}
