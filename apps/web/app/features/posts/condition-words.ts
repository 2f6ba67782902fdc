import type { Condition } from '@hawker/core';

/** As core's own names; its listing module would bring the schema library into the page. */
export const conditionWords: Readonly<Record<Condition, string>> = {
  new: 'New',
  like_new: 'Like new',
  good: 'Good',
  fair: 'Fair',
};
