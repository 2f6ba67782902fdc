/** What the import command says of a file and its rows. */

import type { Outputs } from '@hawker/api';
import type { PublishTime } from '@hawker/core';
import type { HawkerContext } from './runner.ts';
import { count } from './wording.ts';

export type Upload = Outputs['uploads']['get'];

export interface RowError {
  row: number;
  column: string;
  message: string;
}

const rowsAtOnce = 200;

/** All of them, however many pages that takes. */
export async function readRowErrors({ hawker }: HawkerContext, { id, bad }: Upload): Promise<RowError[]> {
  const errors: RowError[] = [];
  for (let offset = 0; offset < bad; offset += rowsAtOnce) {
    const { rows } = await hawker.uploads.rows.query({ id, show: 'bad', offset, limit: rowsAtOnce });
    for (const { row, errors: found } of rows) {
      errors.push(...Object.entries(found).map(([column, message]) => ({ row, column, message })));
    }
  }
  return errors;
}

export function tellFile(
  { terminal }: HawkerContext,
  { formatTitle, ignoredColumns, notes, warnings, refusedPhotos, sameAs }: Upload,
  { existing }: Outputs['uploads']['create'],
): void {
  terminal.note(`Recognised as: ${formatTitle}`);
  if (existing) {
    terminal.note(
      'This very file was brought before and is no batch yet: going on with that upload and what was mended in it.',
    );
  }
  if (sameAs !== null) {
    terminal.note(`This very file became batch ${sameAs.batchId} before.`);
  }
  if (ignoredColumns.length > 0) {
    terminal.note(`Columns not read: ${ignoredColumns.join(', ')}`);
  }
  for (const sentence of [...notes, ...warnings, ...refusedPhotos]) {
    terminal.note(sentence);
  }
}

const shownErrors = 50;

export function tellRows(
  { terminal }: HawkerContext,
  { bad, out, rowCount, updates, unchanged }: Upload,
  errors: readonly RowError[],
): void {
  if (updates + unchanged > 0) {
    const changes = updates === 0 ? 'none of them is changed' : `${count(updates, 'is', 'are')} changed`;
    terminal.note(`${count(updates + unchanged, 'listing is', 'listings are')} in Hawker already, by SKU; ${changes}.`);
  }
  if (out > 0) {
    terminal.note(`${count(out, 'row is', 'rows are')} left out by hand.`);
  }
  if (errors.length === 0) {
    return;
  }
  terminal.note(`${count(bad, 'row')} of ${count(rowCount, 'row')} cannot go:`);
  terminal.noteTable(errors.slice(0, shownErrors), [
    { title: 'Row', text: ({ row }) => String(row), align: 'right' },
    { title: 'Column', text: ({ column }) => column },
    { title: 'What to do', text: ({ message }) => message, cut: true },
  ]);
  if (errors.length > shownErrors) {
    terminal.note(`and ${count(errors.length - shownErrors, 'more', 'more')}; \`--json\` has them all.`);
  }
}

/** Posts of these wait until somebody acts: said before they do. */
export function tellHeldAccounts(
  { terminal }: HawkerContext,
  accounts: readonly Outputs['accounts']['list'][number][],
  publish: PublishTime,
): void {
  if (publish.when === 'draft') {
    return;
  }
  for (const { name, status, blockedReason } of accounts) {
    if (status !== 'active') {
      const why = status === 'paused' ? 'is paused' : `is blocked: ${blockedReason ?? 'its sign-in no longer works.'}`;
      terminal.note(
        terminal.notePaint.yellow(`${name} ${why.replace(/\.$/, '')}. Its posts wait until that is mended.`),
      );
    }
  }
}
