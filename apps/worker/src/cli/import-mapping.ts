/** `--map Artikel=title`: which column of a file is which, where Hawker cannot know. */

import type { Inputs } from '@hawker/api';
import { type Column, columns } from '@hawker/sheets';
import { InvalidArgumentError } from 'commander';
import { wrongUse } from './exit-codes.ts';
import type { Upload } from './import-report.ts';
import type { HawkerContext } from './runner.ts';

export interface MappedColumn {
  /** As the header of the file has it. */
  name: string;
  column: Column;
}

/** For commander: a repeated option adds up. */
export function mapping(text: string, before: readonly MappedColumn[] | undefined): MappedColumn[] {
  const at = text.lastIndexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim();
  const column = columns.find(
    (known) =>
      known ===
      text
        .slice(at + 1)
        .trim()
        .toLowerCase(),
  );
  if (name === '' || column === undefined) {
    throw new InvalidArgumentError(`Write it like Artikel=title. The columns are ${columns.join(', ')}.`);
  }
  return [...(before ?? []), { name, column }];
}

interface SaidOfColumns {
  map?: readonly MappedColumn[];
  /** In which row the headers are. */
  headers?: number;
}

/** Answers the question for the columns with what was said; without an answer, says which columns there are. */
export async function mapColumns(
  { hawker, terminal }: HawkerContext,
  { id, format, mapping: asFound }: Upload,
  { map: said = [], headers: headerRow }: SaidOfColumns,
): Promise<void> {
  if (asFound === null) {
    if (said.length > 0 || headerRow !== undefined) {
      throw wrongUse(
        '--map and --headers are for files whose columns Hawker does not know; it knows those of this one.',
      );
    }
    return;
  }
  const question = headerRow === undefined ? asFound : await hawker.uploads.columns.query({ id, headerRow });
  if (said.length === 0) {
    if (format === 'unknown' || headerRow !== undefined) {
      throw wrongUse(
        `Say which column is which, at least title and price: --map "${question.header[0] ?? 'Name'}=title". The file has ${question.header.map((name) => `“${name}”`).join(', ')}. Hawker’s are ${columns.join(', ')}.`,
      );
    }
    return;
  }
  const answer: Inputs['uploads']['map']['mapping'] = { ...question.mapping };
  for (const { name, column } of said) {
    const found = question.header.find((one) => one.toLowerCase() === name.toLowerCase());
    if (found === undefined) {
      throw wrongUse(
        `The file has no column “${name}”. It has ${question.header.map((one) => `“${one}”`).join(', ')}.`,
      );
    }
    for (const other of question.header.filter((one) => answer[one] === column && column !== 'images')) {
      // What was said counts, not what the name suggests; several columns of images add up.
      answer[other] = null;
    }
    answer[found] = column;
  }
  await hawker.uploads.map.mutate({ id, mapping: answer, headerRow });
  // Columns that were not named are guessed: what became of each is said.
  const read = question.header.flatMap((name) => (answer[name] ? [`“${name}” as ${answer[name]}`] : []));
  terminal.note(`Read ${read.join(', ')}.`);
}
