/** Conditions as the formats call them, in both directions. */

import type { Condition } from '@hawker/core';
import { conditionNames, conditions } from '@hawker/core';

type Words = Readonly<Record<Condition, string>>;

/** What a file in that format says for ours. */
export const conditionWords = {
  hawker: conditionNames,
  'facebook-sheet': { new: 'New', like_new: 'Used - Like New', good: 'Used - Good', fair: 'Used - Fair' },
  'meta-catalog': { new: 'new', like_new: 'used_like_new', good: 'used_good', fair: 'used_fair' },
  ebay: { new: '1000', like_new: '2750', good: '5000', fair: '6000' },
} as const satisfies Readonly<Record<string, Words>>;

/** Other words that are met, in lower case with single spaces. Numbers are eBay's condition ids. */
const otherWords: Readonly<Record<Condition, readonly string[]>> = {
  new: ['brand new', 'new with tags', 'new with box', 'new without tags', 'unused', 'new other', '1000'],
  like_new: [
    'mint',
    'open box',
    'open box new',
    'excellent',
    'refurbished',
    'certified refurbished',
    'cpo',
    '1500',
    '1750',
    '2000',
    '2010',
    '2750',
    '2990',
  ],
  good: ['used', 'pre owned', 'preowned', 'second hand', 'very good', '2020', '2030', '2500', '3000', '4000', '5000'],
  fair: ['acceptable', 'poor', 'worn', 'for parts', 'for parts or not working', '3010', '6000', '7000'],
};

/** In the languages in which `suggestMapping` knows the names of columns, in lower case, without accents. */
const foreignWords: Readonly<Record<Condition, readonly string[]>> = {
  new: ['neu', 'neuware', 'unbenutzt', 'neuf', 'nuevo', 'nuovo', 'nieuw', 'novo', 'nowy', 'nowe'],
  like_new: [
    ...['wie neu', 'neuwertig', 'comme neuf', 'como nuevo', 'come nuovo', 'zo goed als nieuw'],
    ...['als nieuw', 'como novo', 'jak nowy', 'jak nowe'],
  ],
  good: [
    ...[
      'gebraucht',
      'gut',
      'sehr gut',
      'guter zustand',
      'occasion',
      'tres bon etat',
      'bon etat',
      'bon',
      'usado',
      'bueno',
      'usato',
      'buono',
    ],
    ...['gebruikt', 'goed', 'bom', 'uzywany', 'uzywane', 'dobry'],
  ],
  fair: [
    ...['akzeptabel', 'ausreichend', 'stark gebraucht', 'etat correct', 'correct', 'aceptable', 'accettabile'],
    ...['redelijk', 'aceitavel', 'dostateczny'],
  ],
};

const conditionByWord = new Map(
  conditions.flatMap((condition) =>
    [condition.replace('_', ' '), ...otherWords[condition], ...foreignWords[condition]].map(
      (word) => [word, condition] as const,
    ),
  ),
);

/** Null: it is none that we know. `Used - Like New`, `used_like_new`, `LikeNew`, `1000-New` and `Wie neu` are known. */
export function parseCondition(text: string): Condition | null {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const [, id] = /^(\d{4})\b/.exec(words) ?? [];
  return (
    conditionByWord.get(words) ??
    conditionByWord.get(words.replace(/^used /, '')) ??
    conditionByWord.get(id ?? '') ??
    null
  );
}

/** What a draft says: our word where there is one, else the file's, which the checks then refuse. */
export function conditionText(text: string): string {
  if (text === '') {
    return '';
  }
  const condition = parseCondition(text);
  return condition === null ? text : conditionNames[condition];
}
