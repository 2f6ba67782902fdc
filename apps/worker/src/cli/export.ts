import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, link, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportRequest } from '@hawker/api';
import { type Command, Option } from 'commander';
import { exitCodes, wrongUse } from './exit-codes.ts';
import { untilInterrupted } from './interrupt.ts';
import { type FilterOptions, filterOf, withFilter } from './post-filter.ts';
import type { HawkerContext, Runner } from './runner.ts';

export function addExport(program: Command, runner: Runner): void {
  const command = program
    .command('export')
    .description('Save listings or posts as a CSV or an XLSX: up to the newest 100,000.')
    .addHelpText(
      'after',
      '\nExamples:\n  hawker export listings stock.xlsx\n  hawker export posts failed.csv --status failed,needs-you',
    );
  command
    .command('listings <file>')
    .description('All columns of an upload, so that the file can be changed and imported again.')
    .addOption(new Option('--search <text>', 'only those with these words in the title or the SKU'))
    .action(
      runner.actOnHawker({ command: 'export' }, (context, file: string, { search }: { search?: string }) =>
        save(context, file, (form) =>
          Promise.resolve({ what: 'listings', form, filter: search === undefined ? {} : { search } }),
        ),
      ),
    );
  withFilter(command.command('posts <file>'))
    .description('What each post is, where it is live, and what happened.')
    .action(
      runner.actOnHawker({ command: 'export' }, (context, file: string, options: FilterOptions) =>
        save(context, file, async (form) => ({ what: 'posts', form, filter: await filterOf(context, options) })),
      ),
    );
}

async function save(
  context: HawkerContext,
  file: string,
  ask: (form: ExportRequest['form']) => Promise<ExportRequest>,
) {
  const { terminal, report, openExport } = context;
  const request = await ask(formOf(file));
  if (await isThere(file)) {
    throw wrongUse(`${file} is there already. Name another file, or take it away first.`);
  }
  const isInterrupted = await untilInterrupted(async (signal) => {
    try {
      await writeWhole(file, await openExport(request), signal);
      return false;
    } catch (error) {
      if (signal.aborted) {
        return true;
      }
      throw error;
    }
  });
  if (isInterrupted) {
    terminal.note('Stopped. Nothing was saved.');
    return exitCodes.interrupted;
  }
  report({ saved: file }, () => terminal.note(terminal.notePaint.green(`Saved ${file}.`)));
  return exitCodes.ok;
}

function formOf(file: string): ExportRequest['form'] {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return 'csv';
    case '.xlsx':
      return 'xlsx';
    default:
      throw wrongUse(`${file} says neither .csv nor .xlsx, so it is not clear what to write.`);
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Under a name of its own until it is whole: half a file would be taken for one. Never over another file. */
async function writeWhole(file: string, content: Readable, signal: AbortSignal): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  try {
    await pipeline(content, createWriteStream(part, { flags: 'wx' }), { signal });
    await link(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
