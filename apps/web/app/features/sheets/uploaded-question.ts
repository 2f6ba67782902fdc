/** What is asked before a post that a downloaded sheet has is canceled, or published again. Pure. */

import type { PostStatus } from '@hawker/core';
import type { Question } from '../../components/confirm.tsx';
import type { PostSheet } from './post-sheet.tsx';

interface Asked {
  title: string;
  accountName: string;
}

/** Null: no downloaded sheet has it, it was refused there, or the act changes nothing for who has uploaded it. */
export function uploadedQuestion(
  act: 'publish' | 'retry' | 'cancel',
  { title, accountName }: Asked,
  status: PostStatus,
  sheet: PostSheet | null,
): Question | null {
  if (!sheet?.isWritten || sheet.isRefused) {
    return null;
  }
  const downloaded = `Sheet ${sheet.number} of “${accountName}” was downloaded with this listing in it.`;
  if (act === 'cancel' && status === 'awaiting_upload') {
    return {
      title: `Cancel “${title}”?`,
      description: `${downloaded} If you have uploaded that file, it is live there all the same: take it down yourself.`,
      confirmLabel: 'Cancel this post',
      cancelLabel: 'Keep it',
    };
  }
  if (act === 'retry' && (status === 'canceled' || status === 'failed')) {
    return publishAgainQuestion(
      title,
      `${downloaded} If you have uploaded that file, take it down there first, or it is listed twice.`,
    );
  }
  return null;
}

export function publishAgainQuestion(title: string, description: string): Question {
  return { title: `Publish “${title}” again?`, description, confirmLabel: 'Publish again', cancelLabel: 'Leave it' };
}
