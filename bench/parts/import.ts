/** Bringing a large sheet, without the database: recognised, parsed, mapped and checked, against csv-parse alone. */

import { z } from 'zod';
import { startChild } from '../http/child-process.ts';
import { readWithHawker, readWithParserAlone } from '../import/read-sheet.ts';
import { writeLargeSheets } from '../import/sheets.ts';
import type { Measurement } from '../report.ts';
import { compare, type Rounds, sampleInTurns } from '../sampling.ts';

interface ImportRounds extends Rounds {
  rows: number;
}

export function importRounds(quick: boolean): ImportRounds {
  return quick ? { rows: 2_000, warmUp: 1, measured: 3 } : { rows: 100_000, warmUp: 2, measured: 9 };
}

const smallRows = 200;

export async function measureImport(directory: string, rounds: ImportRounds): Promise<Measurement[]> {
  const { csvPath, xlsxPath } = await writeLargeSheets(directory, rounds.rows);
  const small = await writeLargeSheets(directory, smallRows);
  const all = (rows: number) => {
    if (rows !== rounds.rows) {
      throw new Error(`${rows} rows were read and not ${rounds.rows}`);
    }
  };
  const times = await sampleInTurns(
    {
      floor: { run: async () => all(await readWithParserAlone(csvPath)) },
      hawker: { run: async () => all(await readWithHawker(csvPath)) },
    },
    rounds,
  );
  const workbookTimes = await sampleInTurns(
    {
      floor: { run: async () => all(await readWithParserAlone(csvPath)) },
      hawker: { run: async () => all(await readWithHawker(xlsxPath)) },
    },
    rounds,
  );
  const rates = (series: readonly number[]) => series.map((tookMs) => (rounds.rows / tookMs) * 1000);
  const floorMemory = await memoryOf('parser alone', csvPath, small.csvPath);
  const csvMemory = await memoryOf('hawker', csvPath, small.csvPath);
  const xlsxMemory = await memoryOf('hawker', xlsxPath, small.xlsxPath);
  const size = rounds.rows.toLocaleString('en');
  const speed = { part: 'import', unit: 'rows/s' } as const;
  // What a process may grow by while it takes a sheet in.
  const memory = { part: 'import', unit: 'MB', target: { hawkerAtMost: 150 } } as const;
  return [
    {
      ...speed,
      name: `Reading and checking a CSV of ${size} rows`,
      target: { atLeast: 0.5 },
      ...compare(rates(times.floor), rates(times.hawker)),
    },
    {
      ...speed,
      name: 'The same rows as XLSX',
      target: null,
      ...compare(rates(workbookTimes.floor), rates(workbookTimes.hawker)),
    },
    { ...memory, name: 'Memory for the CSV', ...compare([floorMemory], [csvMemory]) },
    { ...memory, name: 'Memory for the XLSX', ...compare([floorMemory], [xlsxMemory]) },
  ];
}

const grownSchema = z.object({ rows: z.number(), grownBytes: z.number() });

/** In MB, at its peak. */
async function memoryOf(reader: 'hawker' | 'parser alone', path: string, smallPath: string): Promise<number> {
  const child = startChild({ entry: 'bench/import/reader-process.ts' });
  try {
    const heard = child.hear();
    child.send({ path, smallPath, reader });
    return grownSchema.parse(await heard).grownBytes / 1024 / 1024;
  } finally {
    await child.stop();
  }
}
