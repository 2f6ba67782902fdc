/** The same export as a workbook, streamed. Prices and quantities are numbers, all else is text and stays text when edited. */

import { PassThrough, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Column } from '../columns.ts';
import { columns as allColumns } from '../columns.ts';
import { encodeEscapes } from '../tables/xlsx/xml.ts';
import { keepApostrophes } from '../text/formula.ts';
import { joinList, splitList } from '../text/list-cell.ts';
import { columnTitles, type ExportRow, type SheetOptions } from './rows.ts';

/** What a cell can hold. Source: Excel's specifications and limits. */
const maxCellCharacters = 32_767;
/** Rows between looks at whether the reader keeps up. */
const rowsAtOnce = 200;

export interface XlsxOptions extends SheetOptions {
  /** The name of the one sheet. */
  sheetName?: string;
}

export function writeXlsx(rows: AsyncIterable<ExportRow> | Iterable<ExportRow>, options: XlsxOptions = {}): Readable {
  const output = new PassThrough();
  write(rows, options, output).catch((error: unknown) => output.destroy(error as Error));
  return output;
}

async function write(
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  { columns = allColumns, extraTitles = [], withErrors = false, sheetName = 'Listings' }: XlsxOptions,
  output: PassThrough,
): Promise<void> {
  // A large library, and only exports need it.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
  const withImages = columns.includes('images');
  const titles = [
    ...columns.map((column) => columnTitles[column]),
    ...(withImages ? [moreImages] : []),
    ...extraTitles,
    ...(withErrors ? ['Error'] : []),
  ];
  sheet.columns = titles.map((header) => ({
    header,
    width: widths[header] ?? 18,
    style: { numFmt: numberFormat(header) },
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.getRow(1).commit();
  let written = 0;
  for await (const { cells, extras = [], error = '' } of rows) {
    const [images, more] = splitImages(cells.images ?? '');
    const texts = columns.map((column) => cellOf(column, column === 'images' ? images : (cells[column] ?? '')));
    sheet
      .addRow([
        ...texts,
        ...(withImages ? [textCell(more)] : []),
        ...extraTitles.map((_title, n) => textCell(extras[n] ?? '')),
        ...(withErrors ? [textCell(error)] : []),
      ])
      .commit();
    written++;
    if (written % rowsAtOnce === 0) {
      await setImmediate();
      if (output.writableNeedDrain && !output.destroyed) {
        await drainedOrClosed(output);
      }
      if (output.destroyed) {
        // Whoever read has gone: the rows that are left need not be fetched.
        return;
      }
    }
  }
  await workbook.commit();
}

function drainedOrClosed(output: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      output.off('drain', settle).off('close', settle);
      resolve();
    };
    output.on('drain', settle).on('close', settle);
  });
}

/** 20 long addresses may be more than a cell holds; the reader adds several image columns up. */
const moreImages = 'Images 2';

function splitImages(text: string): [string, string] {
  if (text.length <= maxCellCharacters) {
    return [text, ''];
  }
  const images = splitList(text);
  const half = Math.ceil(images.length / 2);
  return [joinList(images.slice(0, half)), joinList(images.slice(half))];
}

function cellOf(column: Column, text: string): string | number | null {
  const isNumber = (column === 'price' || column === 'quantity') && /^\d{1,12}(?:\.\d{1,4})?$/.test(text);
  return isNumber ? Number(text) : textCell(text);
}

/** Null for nothing: an empty text would be a cell of its own. */
function textCell(text: string): string | null {
  return text === '' ? null : encodeEscapes(keepApostrophes(text)).slice(0, maxCellCharacters);
}

const widths: Readonly<Record<string, number>> = { Title: 40, Description: 60, Images: 40, Error: 60 };

/** `@` is text: what is typed over a cell stays text too, also when it begins with `=`. */
function numberFormat(title: string): string {
  return title === columnTitles.price || title === columnTitles.quantity ? 'General' : '@';
}
