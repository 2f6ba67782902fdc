/** What is done to many listings, and how it is told. Pure. */

import { countOf, formatCount } from '../../components/number.tsx';

export const listingActs = ['remove', 'restore', 'reprice'] as const;
export type ListingAct = (typeof listingActs)[number];

export function isListingAct(value: unknown): value is ListingAct {
  return listingActs.some((act) => act === value);
}

const done: Readonly<Record<ListingAct, (listings: string, one: boolean) => string>> = {
  remove: (listings) => `${listings} deleted.`,
  restore: (listings, one) => `${listings} ${one ? 'is' : 'are'} back.`,
  reprice: (listings, one) => `${listings} ${one ? 'has' : 'have'} a new price.`,
};

const nothing: Readonly<Record<ListingAct, string>> = {
  remove: 'Nothing was deleted',
  restore: 'Nothing came back',
  reprice: 'No price was changed',
};

const why: Readonly<Record<ListingAct, string>> = {
  remove: 'a post is under way, in a sheet, or waits for your word',
  restore: 'another listing has taken the SKU',
  reprice: 'the price does not allow it',
};

const doing: Readonly<Record<ListingAct, string>> = {
  remove: 'Deleting',
  restore: 'Bringing back',
  reprice: 'Changing the price of',
};

export function doingListingWords(act: ListingAct, listings: number): string {
  return `${doing[act]} ${countOf(listings, 'listing')}`;
}

/** `12 listings deleted. 2 stay: a post is under way, in a sheet, or waits for your word.` */
export function listingSentence(
  act: ListingAct,
  { moved, left, total }: { moved: number; left: number; total: number },
): string {
  const untouched = total - moved - left;
  const first = moved === 0 ? `${nothing[act]}.` : done[act](countOf(moved, 'listing'), moved === 1);
  return [
    first,
    left > 0 ? `${formatCount(left)} ${left === 1 ? 'stays as it is' : 'stay as they are'}: ${why[act]}.` : '',
    untouched > 0 ? `${formatCount(untouched)} were not reached.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
