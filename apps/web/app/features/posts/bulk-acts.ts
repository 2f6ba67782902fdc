/** What the bar below a list offers for the chosen posts, in the order of what one most likely wants. Pure. */

import { type PostAct, type PostStatus, postActs, postStatuses } from '@hawker/core';
import {
  Archive,
  Ban,
  CalendarClock,
  CircleCheck,
  CopyPlus,
  HandCoins,
  type LucideIcon,
  RotateCw,
  Send,
  Tag,
  Trash2,
} from 'lucide-react';
import { countOf, formatCount } from '../../components/number.tsx';
import { canAct } from './post-acts.ts';

export interface BulkAct {
  act: PostAct;
  icon: LucideIcon;
  /** On its button: `Cancel 38`. */
  words: (count: string) => string;
}

const inOrder: readonly BulkAct[] = [
  { act: 'publish', icon: Send, words: (n) => `Publish ${n}` },
  { act: 'retry', icon: RotateCw, words: (n) => `Try ${n} again` },
  { act: 'schedule', icon: CalendarClock, words: (n) => `Schedule ${n}` },
  { act: 'markLive', icon: CircleCheck, words: (n) => `Mark ${n} live` },
  { act: 'cancel', icon: Ban, words: (n) => `Cancel ${n}` },
  { act: 'markSold', icon: HandCoins, words: (n) => `Mark ${n} as sold` },
  { act: 'relist', icon: CopyPlus, words: (n) => `Relist ${n}` },
  { act: 'delist', icon: Archive, words: (n) => `Take ${n} down` },
  { act: 'reprice', icon: Tag, words: (n) => `Change price of ${n}` },
  { act: 'remove', icon: Trash2, words: (n) => `Delete ${n}` },
];

/** With its object: `Cancel 38 posts`. */
export function actWords(act: PostAct, count: number): string {
  return inOrder.find((one) => one.act === act)?.words(countOf(count, 'post')) ?? countOf(count, 'post');
}

/** More than so many go into a menu, but for the first ones. */
const buttonsAtMost = 4;

export type StatusCounts = Partial<Readonly<Record<PostStatus, number>>>;

export function countStatuses(statuses: readonly PostStatus[]): StatusCounts {
  const counts: Partial<Record<PostStatus, number>> = {};
  for (const status of statuses) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** How many of them it can be done to. */
export function countAble(act: PostAct, counts: StatusCounts): number {
  return postStatuses.reduce((sum, status) => sum + (canAct(act, status) ? (counts[status] ?? 0) : 0), 0);
}

export interface OfferedAct extends BulkAct {
  count: number;
  label: string;
}

/** Those that can be done to at least one: as buttons, and the rest in a menu. */
export function offeredActs(counts: StatusCounts): { buttons: OfferedAct[]; more: OfferedAct[] } {
  const offered = inOrder.flatMap((one) => {
    const count = countAble(one.act, counts);
    return count === 0 ? [] : [{ ...one, count, label: one.words(formatCount(count)) }];
  });
  const shown = offered.length <= buttonsAtMost ? offered.length : buttonsAtMost - 1;
  return { buttons: offered.slice(0, shown), more: offered.slice(shown) };
}

/** Whether anything at all can be done to posts in these statuses. */
export function canAnything(statuses: readonly PostStatus[]): boolean {
  return statuses.some((status) => postActs.some((act) => canAct(act, status)));
}
