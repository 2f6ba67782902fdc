/** What an upload will do, in plain words. Pure. */

import { countOf, formatCount } from '../../components/number.tsx';
import type { Counts } from './upload-types.ts';

/** How many rows go and how many stay: exactly, in one or two sentences. */
export function goWords({ good, bad }: Pick<Counts, 'good' | 'bad'>): string {
  if (good + bad === 0) {
    return 'It has no row.';
  }
  if (bad === 0) {
    return good === 1 ? 'The one row goes.' : `All ${formatCount(good)} rows go.`;
  }
  const stay = `${formatCount(bad)} ${bad === 1 ? 'stays until it is mended' : 'stay until they are mended'}.`;
  return good === 0
    ? `No row can go yet: ${stay}`
    : `${formatCount(good)} of ${countOf(good + bad, 'row')} ${good === 1 ? 'goes' : 'go'}; ${stay}`;
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
