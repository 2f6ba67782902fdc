/** What is said of posts that a person uploads, before something is done with them that does not reach them there. Pure. */

import type { Inputs, Outputs } from '@hawker/api';
import { countOf, formatCount } from '../../components/number.tsx';

export type ActByHand = Inputs['posts']['byHand']['act'];
export type PostsByHand = Outputs['posts']['byHand'];

export function isActByHand(act: string): act is ActByHand {
  return act in words;
}

const words: Readonly<Record<ActByHand, (posts: string, one: boolean) => string>> = {
  cancel: (posts, one) =>
    `${posts} ${one ? 'is' : 'are'} in a sheet that was downloaded. If you have uploaded it, ${one ? 'it is' : 'they are'} listed all the same: take ${one ? 'it' : 'them'} down there yourself.`,
  retry: listedTwice,
  schedule: listedTwice,
  markLive: (posts, one) =>
    `${posts} ${one ? 'is' : 'are'} in a sheet that was not downloaded yet, so ${one ? 'it stays' : 'they stay'} as ${one ? 'it is' : 'they are'}.`,
  markSold: onlyNoted,
  delist: onlyNoted,
  relist: (posts, one) =>
    `${posts} ${one ? 'is' : 'are'} listed by a sheet, and ${one ? 'goes' : 'go'} into a new one. Take down first what is still to be seen there, or it is listed twice.`,
};

function listedTwice(posts: string, one: boolean): string {
  return `${posts} ${one ? 'was' : 'were'} in a sheet that was downloaded. If you have uploaded it, take ${one ? 'it' : 'them'} down there first, or ${one ? 'it is' : 'they are'} listed twice.`;
}

function onlyNoted(posts: string, one: boolean): string {
  return `${posts} ${one ? 'is' : 'are'} listed by a sheet: here it is only noted, so do it there yourself.`;
}

/** `“Oak chair” (sheet 3 of Kitchen table) was in a sheet that was downloaded. ...`; null where there is none. */
export function byHandSentence(act: ActByHand, { total, first }: PostsByHand): string | null {
  if (total === 0) {
    return null;
  }
  const names = first.map(
    ({ title, accountName, sheetNumber }) =>
      `“${title}” (${sheetNumber === null ? '' : `sheet ${sheetNumber} of `}${accountName})`,
  );
  const rest = total - names.length;
  if (total === 1) {
    return words[act](names[0] ?? countOf(1, 'post'), true);
  }
  const sentence = words[act](`${formatCount(total)} of them`, false);
  return `${sentence} They are ${rest > 0 ? `${names.join(', ')} and ${formatCount(rest)} more` : joined(names)}.`;
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
