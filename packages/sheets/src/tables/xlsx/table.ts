/** A workbook as the tables of its sheets. */

import { badInput } from '../../limits.ts';
import type { Archive } from '../../zip/archive.ts';
import type { Table } from '../table.ts';
import { readWorkbook } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';

export interface Worksheet {
  name: string;
  table: Table;
}

/** Those that a person sees, in their order. */
export async function openWorksheets(archive: Archive): Promise<Worksheet[]> {
  const workbook = await readWorkbook(archive);
  const visible = workbook.sheets.filter(({ isHidden }) => !isHidden);
  if (visible.length === 0) {
    throw badInput('The workbook has no sheet.');
  }
  return visible.map(({ name, entry }) => ({ name, table: { rows: () => readWorksheet(entry, workbook) } }));
}
