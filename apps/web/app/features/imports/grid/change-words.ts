/** What became of a change that was taken back or made again, in a sentence. Pure. */

import { formatCount } from '../../../components/number.tsx';
import type { Change, Direction } from './change-history.ts';
import { columnNames } from './sheet-columns.ts';

/** Longer texts are seen in their cell. */
const maxCharacters = 40;

export function againWords(change: Change, direction: Direction): string {
  if (change.kind !== 'cell') {
    return decisionWords(change.kind, change.row, change.isSo === (direction === 'redo'));
  }
  const text = direction === 'undo' ? change.before.text : change.after;
  return `${columnNames[change.column]} of row ${formatCount(change.row)} is ${text === '' ? 'empty' : `“${cut(text)}”`} again.`;
}

const decisions = {
  out: { yes: 'is left out', no: 'is taken back' },
  twin: { yes: 'updates that listing', no: 'does not update that listing any more' },
} as const;

/** What somebody has decided about a row. */
export function decisionWords(kind: keyof typeof decisions, row: number, isSo: boolean): string {
  return `Row ${formatCount(row)} ${decisions[kind][isSo ? 'yes' : 'no']}.`;
}

function cut(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : characters.join('');
}
