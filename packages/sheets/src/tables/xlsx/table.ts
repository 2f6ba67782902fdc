/** A workbook as a table: the sheet of Facebook's template when there is one, else its first. */

import { templateSheetName } from '../../formats/facebook.ts';
import { badInput } from '../../limits.ts';
import type { Archive } from '../../zip/archive.ts';
import type { Table } from '../table.ts';
import { readWorkbook } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';

export async function xlsxTable(archive: Archive): Promise<{ table: Table; sheetName: string }> {
  const workbook = await readWorkbook(archive);
  const sheet = workbook.sheets.find(({ name }) => name === templateSheetName) ?? workbook.sheets[0];
  if (sheet === undefined) {
    throw badInput('The workbook has no sheet.');
  }
  return { table: { rows: () => readWorksheet(sheet.entry, workbook) }, sheetName: sheet.name };
}
