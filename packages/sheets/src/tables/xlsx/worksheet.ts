/** The rows of one sheet of a workbook, streamed. */

import { badInput, count, sheetLimits, tooLarge } from '../../limits.ts';
import type { ArchiveEntry } from '../../zip/archive.ts';
import type { Cell, TableRow } from '../table.ts';
import type { Workbook } from './workbook.ts';
import { createXmlParser, decodeEscapes, type XmlHandler } from './xml.ts';

/** A batch is what one piece of the file holds, or a little more. */
export async function* readWorksheet(entry: ArchiveEntry, workbook: Workbook): AsyncGenerator<readonly TableRow[]> {
  let batch: TableRow[] = [];
  const parser = createXmlParser(worksheetHandler(workbook, (row) => batch.push(row)));
  for await (const chunk of entry.chunks()) {
    parser.write(chunk);
    if (batch.length > 0) {
      yield batch;
      batch = [];
    }
  }
  parser.end();
  yield batch;
}

function worksheetHandler(workbook: Workbook, give: (row: TableRow) => void): XmlHandler {
  let number = 0;
  let cells: Cell[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let text = '';
  let inValue = false;
  let inAid = false;
  let characters = 0;

  const finishCell = () => {
    const cell = cellOf(type, style, text, workbook);
    characters += typeof cell === 'string' ? cell.length : 8;
    if (characters > sheetLimits.maxCharacters) {
      throw tooLarge('The sheet has too much text for one file. Split it.');
    }
    // Cells far to the right are no columns of a listing.
    if (cell !== '' && column < sheetLimits.maxColumns * 2) {
      while (cells.length < column) {
        cells.push('');
      }
      cells[column] = cell;
    }
    column++;
  };

  return {
    open(name, attributes) {
      switch (name) {
        case 'row':
          // Programs may leave out the numbers of rows and cells: then each is the next.
          number = rowNumber(attributes.r, number);
          cells = [];
          column = 0;
          break;
        case 'c':
          column = attributes.r === undefined ? column : columnIndex(attributes.r);
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          text = '';
          break;
        case 'rPh':
          inAid = true;
          break;
        case 'v':
        case 't':
          inValue = !inAid;
          break;
      }
    },
    text(data) {
      if (inValue) {
        text += data;
      }
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          inValue = false;
          break;
        case 'rPh':
          inAid = false;
          break;
        case 'c':
          finishCell();
          break;
        case 'row':
          give({ number, cells });
          break;
      }
    },
  };
}

/** Of a formula it is the value that was saved with it. */
function cellOf(type: string, style: number, text: string, workbook: Workbook): Cell {
  if (text === '') {
    return '';
  }
  switch (type) {
    case 's':
      return workbook.sharedTexts[Number(text)] ?? '';
    case 'inlineStr':
    case 'str':
      return decodeEscapes(text);
    case 'b':
      return text === '1' ? 'true' : 'false';
    case 'd':
      return text.slice(0, 10);
    // #N/A, #REF! and the like: no value.
    case 'e':
      return '';
    default: {
      const number = Number(text);
      if (!Number.isFinite(number)) {
        return '';
      }
      return workbook.dateStyles[style] ? dayText(number, workbook.from1904) : number;
    }
  }
}

const dayMs = 24 * 60 * 60 * 1000;

/** `2026-03-31`. The calendar of 1900 has a 29 February that there was not, hence its day 0. */
function dayText(day: number, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(start + Math.floor(day) * dayMs);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

function rowNumber(written: string | undefined, before: number): number {
  const number = written === undefined ? before + 1 : Number(written);
  if (!Number.isInteger(number) || number <= before) {
    throw badInput(`The workbook is damaged near row ${count(before + 1)}. Save it again as XLSX, or as CSV.`);
  }
  return number;
}

/** `C7` is 2. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference.toUpperCase()) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) {
      break;
    }
    index = index * 26 + value;
  }
  return index - 1;
}
