import type { Command } from 'commander';
import { idArgument } from './arguments.ts';
import { placeOf } from './connect.ts';
import { exitCodes, wrongUse } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { untilInterrupted } from './interrupt.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { type SaveResult, type Sheet, type SheetSource, saveSheets, waitingSheets } from './save-sheets.ts';
import { ago, count, number } from './wording.ts';

interface SheetsOptions {
  save?: string;
  again?: string;
  live?: string;
}

export function addSheets(program: Command, runner: Runner): void {
  program
    .command('sheets')
    .description('List the sheets that wait to be uploaded by a person, such as at Facebook.')
    .option('--save <folder>', 'save those that were not downloaded yet; from then on they take no more posts')
    .option('--again <id>', 'with --save: this sheet alone, also when it was downloaded before', idArgument)
    .option('--live <id>', 'say that a downloaded sheet was uploaded, and all of it is live', idArgument)
    .addHelpText(
      'after',
      "\nExamples:\n  hawker sheets --save ~/to-upload\n  hawker sheets --json | jq -r '.sheets[].id'\n  hawker sheets --live ID\n\nWith --save, a sheet that could not be saved makes exit code 1; the others are saved all the same.",
    )
    .action(
      runner.actOnHawker({ command: 'sheets' }, async (context, { save, again, live }: SheetsOptions) => {
        const { hawker, terminal, report } = context;
        if (again !== undefined && save === undefined) {
          throw wrongUse('Say with `--save` where the sheet shall be saved.');
        }
        if (live !== undefined) {
          const { moved } = await hawker.sheets.markLive.mutate({ sheetId: live });
          terminal.note(terminal.notePaint.green(`${count(moved, 'post is', 'posts are')} live.`));
        }
        const { saved, failed, exitCode }: SaveResult =
          save === undefined
            ? { saved: [], failed: [], exitCode: exitCodes.ok }
            : await saveTold(context, save, again ?? null);
        if (exitCode === exitCodes.unreachable) {
          report({ sheets: [], saved, failed }, () => undefined);
          return exitCode;
        }
        const sheets: Sheet[] = [];
        for await (const sheet of waitingSheets(sourceOf(context))) {
          sheets.push(sheet);
        }
        report({ sheets, saved, failed }, () => {
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
        return exitCode;
      }),
    );
}

/** As many as one call gives. */
const sheetsPerPage = 200;

function sourceOf({ hawker }: HawkerContext): SheetSource {
  return {
    list: (page) => hawker.sheets.list.query({ waiting: true, limit: sheetsPerPage, ...page }),
    download: (id) => hawker.sheets.download.mutate({ id }),
  };
}

async function saveTold(context: HawkerContext, folder: string, again: string | null): Promise<SaveResult> {
  const { terminal, env } = context;
  const result = await untilInterrupted((signal) =>
    saveSheets(sourceOf(context), {
      folder,
      again,
      signal,
      explain: (error) => explainError(error, placeOf(env)),
      onSaved: ({ path, listings, leftOut }) => {
        terminal.note(`Saved ${path}, ${count(listings, 'listing')}.`);
        if (leftOut > 0) {
          terminal.note(terminal.notePaint.yellow(`${count(leftOut, 'listing')} no longer fitted: mend them first.`));
        }
      },
    }),
  );
  for (const { accountName, number: sheet, message } of result.failed) {
    terminal.note(terminal.notePaint.red(`Sheet ${number(sheet)} of ${accountName} was not saved. ${message}`));
  }
  if (again !== null && result.saved.length + result.failed.length === 0) {
    throw wrongUse('This sheet has nothing that waits for its upload. `hawker sheets` lists those that have.');
  }
  if (result.exitCode === exitCodes.interrupted) {
    terminal.note('Stopped: the other sheets can be saved later.');
  }
  return result;
}
