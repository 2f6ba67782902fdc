/** What becomes of new posts of an account: whether they go out by themselves, when they are done, or in how many sheets. */

import { estimateFinish } from '@hawker/core';
import type { App } from '../context.ts';
import { type Account, paceStateOf } from './accounts.ts';

/** Why nothing of an account goes out for now. */
export function problemOf({ status, blockedReason }: Account): string | null {
  switch (status) {
    case 'active':
      return null;
    case 'paused':
      return 'Paused: its posts wait until you resume it.';
    case 'blocked':
      return blockedReason ?? 'Its sign-in no longer works.';
  }
}

/**
 * When the last of so many new posts is out at the account's pace, its waiting posts first. Null where there are none,
 * where nothing goes out for now, and where a person uploads them.
 */
export function finishOfNew(account: Account, posts: number, now: Date): Date | null {
  if (posts === 0 || account.delivery === 'sheet' || problemOf(account) !== null) {
    return null;
  }
  const { queued = 0, scheduled = 0, retry_wait: retrying = 0, rate_limited: slowed = 0 } = account.postCounts;
  const waiting = queued + scheduled + retrying + slowed;
  return estimateFinish(now, waiting + posts, account, paceStateOf(account), account.timeZone);
}

/** In how many sheets a person uploads so many posts; null where Hawker posts by itself. */
export function sheetsFor(app: App, account: Account, posts: number): number | null {
  const channel = app.channels.get(account.channel);
  return channel?.delivery === 'sheet' ? Math.ceil(posts / channel.maxRowsPerSheet) : null;
}
