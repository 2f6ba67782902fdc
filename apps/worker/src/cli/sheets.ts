import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Command } from 'commander';
import { idArgument } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { ago, count, number } from './wording.ts';

interface SheetsOptions {
  save?: string;
  live?: string;
}

export function addSheets(program: Command, runner: Runner): void {
  program
    .command('sheets')
    .description('List the sheets that wait to be uploaded by a person, such as at Facebook.')
    .option('--save <folder>', 'save those that were not downloaded yet; from then on they take no more posts')
    .option('--live <id>', 'say that a downloaded sheet was uploaded, and all of it is live', idArgument)
    .addHelpText(
      'after',
      "\nExamples:\n  hawker sheets --save ~/to-upload\n  hawker sheets --json | jq -r '.sheets[].id'\n  hawker sheets --live ID",
    )
    .action(
      runner.actOnHawker({ command: 'sheets' }, async (context, { save, live }: SheetsOptions) => {
        const { hawker, terminal, report } = context;
        if (live !== undefined) {
          const { moved } = await hawker.sheets.markLive.mutate({ sheetId: live });
          terminal.note(terminal.notePaint.green(`${count(moved, 'post is', 'posts are')} live.`));
        }
        const saved = save === undefined ? [] : await saveNew(context, save);
        const sheets = await hawker.sheets.list.query({ waiting: true, limit: 200 });
        report({ sheets, saved }, () => {
          if (sheets.length === 0) {
            terminal.note('No sheet waits to be uploaded.');
            return;
          }
          terminal.printTable(sheets, [
            { title: 'Account', text: (sheet) => sheet.accountName, cut: true },
            { title: 'Sheet', text: (sheet) => number(sheet.number), align: 'right' },
            { title: 'Listings', text: (sheet) => number(sheet.waiting), align: 'right' },
            { title: 'Changed', text: (sheet) => number(sheet.changed), align: 'right' },
            {
              title: 'Downloaded',
              text: ({ downloadedAt }) => (downloadedAt ? ago(Date.now() - downloadedAt.getTime()) : 'not yet'),
            },
            { title: 'Id', text: (sheet) => sheet.id },
          ]);
        });
        return exitCodes.ok;
      }),
    );
}

async function saveNew({ hawker, terminal }: HawkerContext, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const sheets = await hawker.sheets.list.query({ waiting: true, limit: 200 });
  const saved: string[] = [];
  for (const { id } of sheets.filter(({ downloadedAt }) => downloadedAt === null)) {
    const { fileName, contentBase64, listings, leftOut } = await hawker.sheets.download.mutate({ id });
    const path = await saveBeside(folder, fileName, Buffer.from(contentBase64, 'base64'));
    saved.push(path);
    terminal.note(`Saved ${path}, ${count(listings, 'listing')}.`);
    if (leftOut > 0) {
      terminal.note(terminal.notePaint.yellow(`${count(leftOut, 'listing')} no longer fitted: mend them first.`));
    }
  }
  return saved;
}

/**
 * Never over another file: two accounts may be called alike, and a sheet that was saved is not given as new again. The
 * result is where it is.
 */
export async function saveBeside(folder: string, fileName: string, bytes: Uint8Array): Promise<string> {
  const { name, ext } = parse(fileName);
  for (let copy = 1; ; copy++) {
    const path = join(folder, copy === 1 ? `${name}${ext}` : `${name} (${copy})${ext}`);
    try {
      await writeFile(path, bytes, { flag: 'wx' });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw error;
      }
    }
  }
}
