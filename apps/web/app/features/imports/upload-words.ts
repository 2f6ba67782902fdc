/** What an upload will do, in plain words. Pure. */

import { countOf, formatCount } from '../../components/number.tsx';
import type { Counts } from './upload-types.ts';

/** How many rows go, and what they do to listings: `50 of 53 rows go: 38 new, 12 updates.` */
export function goWords(counts: Counts): string {
  const { good, bad } = counts;
  if (good + bad === 0) {
    return 'It has no row.';
  }
  if (good === 0) {
    return 'No row can go yet.';
  }
  return `${whichGo(good, good + bad)}: ${deedWords(counts)}.`;
}

function whichGo(good: number, all: number): string {
  if (good === all) {
    return all === 1 ? 'The one row goes' : `All ${formatCount(all)} rows go`;
  }
  return `${formatCount(good)} of ${countOf(all, 'row')} ${good === 1 ? 'goes' : 'go'}`;
}

/** How many stay: `3 stay until they are mended.`; empty where none does. */
export function stayWords({ bad }: Pick<Counts, 'bad'>): string {
  if (bad === 0) {
    return '';
  }
  return `${formatCount(bad)} ${bad === 1 ? 'stays until it is mended' : 'stay until they are mended'}.`;
}

/** `38 new, 12 updates, 3 unchanged`: what the rows that go do to listings; empty where none goes. */
export function deedWords({ creates, updates, unchanged }: Pick<Counts, 'creates' | 'updates' | 'unchanged'>): string {
  const parts = [
    creates > 0 ? `${formatCount(creates)} new` : '',
    updates > 0 ? countOf(updates, 'update') : '',
    unchanged > 0 ? `${formatCount(unchanged)} unchanged` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
