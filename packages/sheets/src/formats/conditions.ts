/** Conditions as the formats call them, in both directions. */

import type { Condition } from '@hawker/core';
import { conditionNames, parseCondition } from '@hawker/core';

type Words = Readonly<Record<Condition, string>>;

/** What a file in that format says for ours. */
export const conditionWords = {
  hawker: conditionNames,
  'facebook-sheet': { new: 'New', like_new: 'Used - Like New', good: 'Used - Good', fair: 'Used - Fair' },
  'meta-catalog': { new: 'new', like_new: 'used_like_new', good: 'used_good', fair: 'used_fair' },
  ebay: { new: '1000', like_new: '2750', good: '5000', fair: '6000' },
} as const satisfies Readonly<Record<string, Words>>;

/** What a draft says: our word where there is one, else the file's, which the checks then refuse. */
export function conditionText(text: string): string {
  if (text === '') {
    return '';
  }
  const condition = parseCondition(text);
  return condition === null ? text : conditionNames[condition];
}
