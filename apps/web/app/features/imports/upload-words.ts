/** What an upload will do, in plain words. Pure. */

import { countOf, formatCount } from '../../components/number.tsx';
import { columnNames } from './grid/sheet-columns.ts';
import type { Counts, UploadTrouble } from './upload-types.ts';

/** How many rows go, and what they do to listings: `50 of 53 rows go: 38 new, 12 updates.` */
export function goWords(counts: Counts): string {
  const { good, bad, out } = counts;
  const all = good + bad + out;
  if (all === 0) {
    return 'It has no row.';
  }
  if (good === 0) {
    return bad === 0 ? 'No row goes.' : 'No row can go yet.';
  }
  return `${whichGo(good, all)}: ${deedWords(counts)}.`;
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

/** How many somebody left out: `3 are left out.`; empty where none is. */
export function outWords({ out }: Pick<Counts, 'out'>): string {
  return out === 0 ? '' : `${formatCount(out)} ${out === 1 ? 'is' : 'are'} left out.`;
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

/** How many rows leave their condition to Hawker: `12 rows say no condition: they go as “Good”`. */
export function silentWords(rows: number, all: number): string {
  if (rows === 1) {
    return '1 row says no condition: it goes as “Good”';
  }
  return `${rows === all ? `All ${formatCount(rows)} rows` : countOf(rows, 'row')} say no condition: they go as “Good”`;
}

/** How many rows change a listing only because of their title: `12 rows have no SKU and were taken for listings that are here, by their title`. */
export function takenWords(rows: number): string {
  return rows === 1
    ? '1 row has no SKU and was taken for a listing that is here, by its title'
    : `${formatCount(rows)} rows have no SKU and were taken for listings that are here, by their title`;
}

/** How many do not, because somebody said so. */
export function othersWords(rows: number): string {
  return rows === 1
    ? '1 row is another one than the listing here with its title'
    : `${formatCount(rows)} rows are other ones than the listings here with their titles`;
}

/** Which column fails, and where: `“Images” is not as it should be in all 20,000 rows`. */
export function troubleWords({ column, rows }: Pick<UploadTrouble, 'column' | 'rows'>, all: number): string {
  const where = rows >= all ? `all ${countOf(all, 'row')}` : `${formatCount(rows)} of ${countOf(all, 'row')}`;
  return `“${columnNames[column]}” is not as it should be in ${where}`;
}

/** What is left to do where the column is all that is wrong, or why it cannot be left out. */
export function onlyThisWords({ column, rows, onlyThis, mayBeLeftOut }: Omit<UploadTrouble, 'sentence'>): string {
  if (!mayBeLeftOut) {
    return `Every listing needs its ${column === 'sku' ? 'SKU' : column}: mend the column in your own file and bring it again, or choose other accounts.`;
  }
  if (onlyThis === rows) {
    return 'Nothing else is to be mended in them.';
  }
  return `Nothing else is to be mended in ${formatCount(onlyThis)} of them.`;
}

/** `400 sheets of 50`; of one sheet nobody asks how many it takes. */
export function sheetWords(sheets: number, postsPerSheet: number): string {
  return sheets === 1 ? '1 sheet' : `${countOf(sheets, 'sheet')} of ${formatCount(postsPerSheet)}`;
}

/** What became of cells that were mended, when the columns were chosen anew; empty where there were none. */
export function mendedWords({ kept, dropped }: { kept: number; dropped: number }): string {
  const stay =
    kept > 0
      ? `${countOf(kept, 'mended cell')} ${kept === 1 ? 'stays' : 'stay'} as you mended ${kept === 1 ? 'it' : 'them'}.`
      : '';
  const go =
    dropped > 0
      ? `${countOf(dropped, 'mended cell')} went with ${dropped === 1 ? 'its column' : 'their columns'}.`
      : '';
  return [stay, go].filter(Boolean).join(' ');
}
