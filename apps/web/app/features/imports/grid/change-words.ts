/** What became of a change that was taken back or made again, in a sentence. Pure. */

import { countOf, formatCount } from '../../../components/number.tsx';
import type { CellBefore, ChangedText, Direction } from './change-history.ts';
import { columnNames } from './sheet-columns.ts';

/** Longer texts are seen in their cell. */
const maxCharacters = 40;

/** Of one cell. */
export function againWords(change: ChangedText, direction: Direction): string {
  const text = direction === 'undo' ? change.before.text : change.after;
  return `${columnNames[change.column]} of row ${formatCount(change.row)} is ${text === '' ? 'empty' : `“${cut(text)}”`} again.`;
}

const decisions = {
  out: { yes: 'is left out', no: 'is taken back' },
  another: { yes: 'is another listing, and new', no: 'is the listing with its title again' },
  twin: { yes: 'updates that listing', no: 'does not update that listing any more' },
} as const;

/** What somebody has decided about a row. */
export function decisionWords(kind: keyof typeof decisions, row: number, isSo: boolean): string {
  return `Row ${formatCount(row)} ${decisions[kind][isSo ? 'yes' : 'no']}.`;
}

/** How many cells were pasted, and how many were not: `12 cells are pasted. 2 are not: their rows are left out.` */
export function pastedWords({ pasted, skipped }: { pasted: number; skipped: number }): string {
  const done = `${countOf(pasted, 'cell')} ${pasted === 1 ? 'is' : 'are'} pasted.`;
  return skipped === 0
    ? done
    : `${done} ${formatCount(skipped)} ${skipped === 1 ? 'is' : 'are'} not: there is no such cell here, or its row is left out.`;
}

/** Of cells that were pasted together; null for one that has been changed again since. */
export function pastedAgainWords(was: readonly (CellBefore | null)[], direction: Direction): string {
  const count = was.filter((before) => before !== null).length;
  const words = `${countOf(count, 'pasted cell')} ${count === 1 ? 'is' : 'are'} as ${direction === 'undo' ? 'before' : 'pasted'} again.`;
  const left = was.length - count;
  return left === 0 ? words : `${words} ${formatCount(left)} ${left === 1 ? 'has' : 'have'} been changed since.`;
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : characters.join('');
}
