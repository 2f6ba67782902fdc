import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Outputs } from '@hawker/api';
import type { PublishTime } from '@hawker/core';
import type { Command } from 'commander';
import { chooseAccounts, instantArgument } from './arguments.ts';
import { type ExitCode, exitCodes, wrongUse } from './exit-codes.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { concludeWatch, watch } from './watch.ts';
import { batchProgress } from './watched-progress.ts';
import { count } from './wording.ts';

type Made = Outputs['uploads']['create'];
type Upload = Outputs['uploads']['get'];
type Account = Outputs['accounts']['list'][number];

interface ImportOptions {
  accounts: string;
  currency?: string;
  publish?: true;
  at?: Date;
  strict?: true;
  dryRun?: true;
  watch?: true;
}

/** A larger file is refused by Hawker in any case; it is not even sent. Source: the limit of a sheet, 10 MB. */
const maxFileBytes = 50 * 1024 * 1024;

export function addImport(program: Command, runner: Runner): void {
  program
    .command('import <file>')
    .description(
      'Bring a sheet of listings (XLSX, CSV, TSV, or a ZIP with photos) and make a post of each on every chosen account. "-" reads stdin.',
    )
    .requiredOption('--accounts <which>', 'all, or names or ids separated by commas')
    .option('--currency <code>', 'for prices that name none (EUR)')
    .option('--publish', 'publish at once, as fast as the pace allows; otherwise the posts are drafts')
    .option('--at <time>', 'publish at this time: 2026-12-01T09:00+01:00', instantArgument)
    .option('--strict', 'change nothing when any row is not right; otherwise the right ones go')
    .option('--dry-run', 'check the rows and change nothing')
    .option('--watch', 'follow the posts until each is live or has failed')
    .addHelpText(
      'after',
      '\nExamples:\n  hawker import stock.csv --accounts all --publish --watch\n  hawker import stock.csv --accounts "North Street Finds,Riverside Resale" --at 2026-12-01T09:00+01:00\n  hawker import shopify-products.zip --accounts all --dry-run --strict\n\nA file may have 10 MB and 20,000 rows; a larger ZIP with photos can be dropped on the Upload page.\nExit code 2 when no row can go, or with --strict when any row cannot.',
    )
    .action(
      runner.actOnHawker({ command: 'import' }, async (context, file: string, options: ImportOptions) => {
        const publish = publishTimeOf(options);
        const { name, contentBase64 } = await readSheetFile(file);
        const accounts = chooseAccounts(await context.hawker.accounts.list.query(), options.accounts);
        const made = await context.hawker.uploads.create.mutate({
          fileName: name,
          contentBase64,
          ...(options.currency === undefined ? {} : { currency: options.currency }),
        });
        return importUpload(context, { made, accounts, publish, options });
      }),
    );
}

interface Checked {
  made: Made;
  accounts: readonly Account[];
  publish: PublishTime;
  options: ImportOptions;
}

async function importUpload(context: HawkerContext, { made, ...rest }: Checked): Promise<ExitCode> {
  const { hawker, terminal, report } = context;
  const { accounts, publish, options } = rest;
  const { id, ignoredColumns, refusedPhotos, notes, format } = made;
  const accountIds = accounts.map((account) => account.id);
  const upload = await hawker.uploads.get.query({ id, accountIds });
  const { good, bad } = upload;
  const rows = { good, bad, errors: rowErrors(upload), format, ignoredColumns, notes, refusedPhotos };
  const refused = upload.good === 0 || (options.strict === true && upload.bad > 0);
  tellFile(context, made);
  tellRows(context, upload);

  if (refused || options.dryRun === true) {
    await hawker.uploads.discard.mutate({ id });
    terminal.note(
      refused
        ? `${upload.good === 0 ? 'No row can go' : `${count(upload.bad, 'row is', 'rows are')} not right`}. Nothing was changed.`
        : `${count(upload.good, 'row')} would become ${count(upload.good * accounts.length, 'post')}. Nothing was changed.`,
    );
    report({ batchId: null, listings: 0, posts: 0, rows }, () => undefined);
    return refused ? exitCodes.wrongUse : exitCodes.ok;
  }

  tellHeldAccounts(context, accounts, publish);
  const confirmed = await hawker.uploads.confirm.mutate({ id, accountIds, publish });
  const result = {
    batchId: confirmed.batchId,
    listings: confirmed.listingIds.length,
    posts: confirmed.postCount,
    skipped: confirmed.skipped,
    rows,
  };
  terminal.note(
    `Made ${count(result.listings, 'listing')} and ${count(result.posts, publish.when === 'draft' ? 'draft' : 'post')} on ${count(accounts.length, 'account')}. Batch ${result.batchId}`,
  );
  if (options.watch !== true) {
    report(result, () => undefined);
    return exitCodes.ok;
  }
  const watched = await watch(context, batchProgress(context, confirmed.batchId));
  const exitCode = await concludeWatch(context, watched, { filter: { batchId: confirmed.batchId }, ids: null });
  report({ ...result, ...watched }, () => undefined);
  return exitCode;
}

function publishTimeOf({ publish, at, watch: watching, dryRun }: ImportOptions): PublishTime {
  if (publish && at) {
    throw wrongUse('Choose one: --publish for now, or --at for a time.');
  }
  if (watching && !publish && !at) {
    throw wrongUse('--watch needs --publish or --at: drafts wait for you.');
  }
  if (watching && dryRun) {
    throw wrongUse('--dry-run makes no posts that --watch could follow.');
  }
  if (at && at.getTime() < Date.now()) {
    throw wrongUse(`${at.toISOString()} has passed. Use --publish to publish now.`);
  }
  return at ? { when: 'at', at } : { when: publish ? 'now' : 'draft' };
}

async function readSheetFile(file: string): Promise<{ name: string; contentBase64: string }> {
  if (file === '-') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
    }
    return { name: 'stdin.csv', contentBase64: Buffer.concat(chunks).toString('base64') };
  }
  const bytes = await readFile(file).catch((error: unknown) => {
    throw wrongUse(`${file} cannot be read: ${reasonOf(error)}.`);
  });
  if (bytes.byteLength > maxFileBytes) {
    throw wrongUse(`${file} is too large. Split it.`);
  }
  return { name: basename(file), contentBase64: bytes.toString('base64') };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'this user may not read it';
  }
  return error instanceof Error ? error.message : String(error);
}

interface RowError {
  row: number;
  column: string;
  message: string;
}

function rowErrors(upload: Upload): RowError[] {
  return upload.rows.flatMap(({ row, errors }) =>
    Object.entries(errors).map(([column, message]) => ({ row, column, message })),
  );
}

const shownErrors = 50;

function tellFile({ terminal }: HawkerContext, { formatTitle, ignoredColumns, notes, refusedPhotos }: Made): void {
  terminal.note(`Recognised as: ${formatTitle}`);
  if (ignoredColumns.length > 0) {
    terminal.note(`Not read, because Hawker has no place for them: ${ignoredColumns.join(', ')}`);
  }
  for (const sentence of [...notes, ...refusedPhotos]) {
    terminal.note(sentence);
  }
}

function tellRows({ terminal }: HawkerContext, upload: Upload): void {
  const errors = rowErrors(upload);
  if (errors.length === 0) {
    return;
  }
  terminal.note(`${count(upload.bad, 'row')} of ${count(upload.rows.length, 'row')} cannot go:`);
  terminal.noteTable(errors.slice(0, shownErrors), [
    { title: 'Row', text: ({ row }) => String(row), align: 'right' },
    { title: 'Column', text: ({ column }) => column },
    { title: 'What to do', text: ({ message }) => message, cut: true },
  ]);
  if (errors.length > shownErrors) {
    terminal.note(`and ${count(errors.length - shownErrors, 'more', 'more')}; \`--json\` has them all.`);
  }
}

/** Posts of these wait until somebody acts: said before they do. */
function tellHeldAccounts({ terminal }: HawkerContext, accounts: readonly Account[], publish: PublishTime): void {
  if (publish.when === 'draft') {
    return;
  }
  for (const { name, status, blockedReason } of accounts) {
    if (status !== 'active') {
      const why = status === 'paused' ? 'is paused' : `is blocked: ${blockedReason ?? 'its sign-in no longer works.'}`;
      terminal.note(
        terminal.notePaint.yellow(`${name} ${why.replace(/\.$/, '')}. Its posts wait until that is mended.`),
      );
    }
  }
}
