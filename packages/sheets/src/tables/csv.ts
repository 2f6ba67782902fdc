/** CSV as people save it: comma, semicolon or tab; quoted line breaks; any of the encodings; streamed. */

import { pipeline, Readable } from 'node:stream';
import { CsvError, type Options, type Parser, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { badInput, count, megabytes, sheetLimits, tooLarge } from '../limits.ts';
import type { SheetSource } from '../source.ts';
import { type Encoding, toUtf8 } from '../text/encoding.ts';
import type { Table, TableRow } from './table.ts';

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface CsvDialect {
  encoding: Encoding;
  delimiter: Delimiter;
  /** What ends a row. Files that were edited on two systems mix the first two. */
  lineEnds: readonly string[];
  /** Lines before the rows that are none: 1 where Excel wrote `sep=;`. */
  skippedLines: number;
}

/** Excel's own way to name the separator, on a line before the header. */
const separatorLine = /^sep=([,;\t])\r?\n/;

/** All but the separator, which only the header shows. */
export function dialectOf(head: string, encoding: Encoding): Omit<CsvDialect, 'delimiter'> & { named: string | null } {
  const named = separatorLine.exec(head);
  return {
    encoding,
    lineEnds: head.includes('\n') || !head.includes('\r') ? ['\r\n', '\n'] : ['\r'],
    skippedLines: named ? 1 : 0,
    named: named?.[1] ?? null,
  };
}

/** The first rows of a file's beginning, which may end in the middle of one. */
export function sampleRows(head: string, dialect: CsvDialect, isWhole: boolean, maxRows: number): TableRow[] {
  const rows: string[][] = [];
  let isCut = !isWhole;
  try {
    parseAtOnce(head, {
      ...optionsOf(dialect),
      to: maxRows,
      on_record: (record: string[]) => {
        rows.push(record);
        return null;
      },
    });
  } catch (error) {
    // What is wrong may be only that the beginning ends here; reading the whole file says it otherwise.
    if (!(error instanceof CsvError)) {
      throw error;
    }
    isCut = false;
  }
  if (isCut && rows.length < maxRows) {
    rows.pop();
  }
  return rows.map((cells, index) => ({ number: index + 1, cells }));
}

export function csvTable(source: SheetSource, dialect: CsvDialect): Table {
  return { rows: () => readRows(source, dialect) };
}

function optionsOf(dialect: CsvDialect): Options {
  return {
    delimiter: dialect.delimiter,
    record_delimiter: [...dialect.lineEnds],
    from_line: dialect.skippedLines + 1,
    bom: true,
    relax_column_count: true,
    // `TV 27" black` without quotation marks around it is what people type, and what Excel accepts.
    relax_quotes: true,
  };
}

const batchRows = 500;

async function* readRows(source: SheetSource, dialect: CsvDialect): AsyncGenerator<readonly TableRow[]> {
  if (source.byteLength > sheetLimits.maxSheetBytes) {
    throw tooLarge(`The sheet is larger than ${megabytes(sheetLimits.maxSheetBytes)}. Split it.`);
  }
  const parser = parse(optionsOf(dialect));
  // What goes wrong is thrown by the loop below; stopping it early stops the reading too.
  pipeline(Readable.from(endingRows(toUtf8(source.chunks(), dialect.encoding), parser)), parser, () => {});
  let number = 0;
  let batch: TableRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++;
      batch.push({ number, cells });
      if (batch.length === batchRows) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw explain(error);
  }
  yield batch;
}

/**
 * Stops where a row does not end: a quotation mark that is not closed takes in all the rest. Looked at once a chunk;
 * csv-parse's own `max_record_size` looks at every character.
 */
async function* endingRows(chunks: AsyncIterable<Uint8Array>, parser: Parser): AsyncGenerator<Uint8Array> {
  let rows = 0;
  let rowBytes = 0;
  for await (const chunk of chunks) {
    if (parser.info.records !== rows) {
      rows = parser.info.records;
      rowBytes = 0;
    }
    rowBytes += chunk.byteLength;
    if (rowBytes > sheetLimits.maxRowBytes) {
      throw tooLarge(
        `Row ${count(rows + 1)} is larger than ${megabytes(sheetLimits.maxRowBytes)}. Is a quotation mark opened there and not closed?`,
      );
    }
    yield chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk;
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof CsvError)) {
    return error;
  }
  const row = typeof error.records === 'number' ? error.records + 1 : 1;
  return badInput(
    `The file cannot be read as CSV at row ${count(row)}: a quotation mark is opened and not closed, or stands in the wrong place.`,
    error,
  );
}
