/** The queue in plain words. Pure. */

import type { PostStatus } from '@hawker/core';
import type { FailureClass, InFlightPost } from './queue-types.ts';

/** `4 s`, `3 min`, `2 h`, `5 days`: for ages that tick. */
export function describeAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return `${hours} h`;
  }
  return `${Math.floor(hours / 24)} days`;
}

/** What is being done with a post right now. */
export function describeStep({ status, attempt, lookups, looksAgainInMs, isHeld }: InFlightPost): string {
  if (status === 'publishing') {
    return attempt === 'submitting' ? 'Sent, waiting for the answer' : 'Preparing its photos and text';
  }
  const looked = lookups === 0 ? '' : `, looked ${lookups === 1 ? 'once' : `${lookups} times`}`;
  if (looksAgainInMs === null && isHeld) {
    return `Looking whether the channel has it${looked}`;
  }
  return `Reply lost${looked}`;
}

/** What a class of failures means, and who does something about it. */
export const failureWords: Readonly<Record<FailureClass, string>> = {
  rejected: 'Mend what it refused, then publish again.',
  auth_expired: 'Give the account a new access token; its posts then go on by themselves.',
  unknown: 'Hawker looks whether the channel has it before anything is sent again.',
  retryable: 'Definitely not posted. Hawker tries again by itself, at most six times.',
  rate_limited: 'Hawker waits as long as the channel asked.',
};

/** A link to what still stands so. */
export const stillWords: Partial<Record<PostStatus, string>> = {
  failed: 'Show what failed',
  auth_blocked: 'Show what waits for a sign-in',
  unknown: 'Show what is being checked',
  needs_review: 'Show what needs you',
  retry_wait: 'Show what is tried again',
  rate_limited: 'Show what was slowed down',
};
