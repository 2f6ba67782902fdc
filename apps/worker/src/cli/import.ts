import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Outputs } from '@hawker/api';
import { type PublishTime, uploadLimits } from '@hawker/core';
import type { Command } from 'commander';
import { chooseAccounts, instantArgument, wholeNumber } from './arguments.ts';
import { type ExitCode, exitCodes, wrongUse } from './exit-codes.ts';
import { type MappedColumn, mapColumns, mapping } from './import-mapping.ts';
import { readRowErrors, tellFile, tellHeldAccounts, tellRows, type Upload } from './import-report.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { concludeWatch, watch } from './watch.ts';
import { batchProgress } from './watched-progress.ts';
import { count } from './wording.ts';

type Account = Outputs['accounts']['list'][number];

interface ImportOptions {
  accounts: string;
  currency?: string;
  map?: MappedColumn[];
  headers?: number;
  publish?: true;
  at?: Date;
  strict?: true;
  dryRun?: true;
  watch?: true;
}

const maxFileMegabytes = uploadLimits.maxSheetBytes / 1_048_576;

export function addImport(program: Command, runner: Runner): void {
  program
    .command('import <file>')
    .description(
      'Bring a sheet of listings (XLSX, CSV, TSV, or a ZIP with photos) and make a post of each on every chosen account. A listing with the same SKU is changed. "-" reads stdin.',
    )
    .requiredOption('--accounts <which>', 'all, or names or ids separated by commas')
    .option('--currency <code>', 'for prices that name none (EUR)')
    .option(
      '--map <name=column>',
      'which column of the file is which, once each: "Artikel=title". Remembered for files with these columns.',
      mapping,
    )
    .option(
      '--headers <row>',
      'in which row the names of the columns are, where Hawker finds another',
      wholeNumber(1, 1_000),
    )
    .option('--publish', 'publish at once, as fast as the pace allows; otherwise the posts are drafts')
    .option('--at <time>', 'publish at this time: 2026-12-01T09:00+01:00', instantArgument)
    .option('--strict', 'change nothing when any row is not right; otherwise the right ones go')
    .option('--dry-run', 'check the rows and change nothing')
    .option('--watch', 'follow the posts until each is live or has failed')
    .addHelpText(
      'after',
      `\nExamples:\n  hawker import stock.csv --accounts all --publish --watch\n  hawker import stock.csv --accounts "North Street Finds,Riverside Resale" --at 2026-12-01T09:00+01:00\n  hawker import artikel.csv --accounts all --map Artikel=title --map Preis=price --dry-run\n  hawker import shopify-products.zip --accounts all --dry-run --strict\n\nA file may have ${maxFileMegabytes} MB and ${uploadLimits.maxRows.toLocaleString('en')} rows; a larger ZIP with photos can be dropped on the Upload page.\nExit code 2 when no row can go, or with --strict when any row cannot.`,
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
        try {
          return await importUpload(context, { made, accounts, publish, options });
        } catch (error) {
          await letGo(context, made);
          throw error;
        }
      }),
    );
}

type Made = Outputs['uploads']['create'];

interface Checked {
  made: Made;
  accounts: readonly Account[];
  publish: PublishTime;
  options: ImportOptions;
}

/** Nothing is left of it, unless somebody brought the file before and has it open. A batch stays. */
async function letGo({ hawker }: HawkerContext, { id, existing }: Made): Promise<void> {
  if (!existing) {
    await hawker.uploads.discard.mutate({ id }).catch(() => undefined);
  }
}

async function importUpload(context: HawkerContext, { made, ...rest }: Checked): Promise<ExitCode> {
  const { hawker, terminal, report } = context;
  const { accounts, publish, options } = rest;
  const { id } = made;
  const accountIds = accounts.map((account) => account.id);
  await mapColumns(context, await hawker.uploads.get.query({ id }), options);
  await hawker.uploads.choose.mutate({ id, accountIds });
  const upload = await hawker.uploads.get.query({ id });
  const { good, bad, creates, updates, unchanged, format } = upload;
  const { ignoredColumns, notes, warnings, refusedPhotos } = upload;
  const errors = await readRowErrors(context, upload);
  const rows = {
    good,
    bad,
    creates,
    updates,
    unchanged,
    errors,
    format,
    ignoredColumns,
    notes,
    warnings,
    refusedPhotos,
  };
  const refused = good === 0 || (options.strict === true && bad > 0);
  tellFile(context, upload, made);
  tellRows(context, upload, errors);

  if (refused || options.dryRun === true) {
    await letGo(context, made);
    terminal.note(refused ? refusal(upload) : forecast(upload, accounts.length));
    report({ batchId: null, listings: 0, posts: 0, rows }, () => undefined);
    return refused ? exitCodes.wrongUse : exitCodes.ok;
  }

  tellHeldAccounts(context, accounts, publish);
  const confirmed = await hawker.uploads.confirm.mutate({ id, accountIds, publish });
  const { batchId, created, updated, postCount, skipped } = confirmed;
  const listings = created + updated + confirmed.unchanged;
  const result = { batchId, listings, created, updated, posts: postCount, skipped, rows };
  const changed = updated === 0 ? '' : `, changed ${count(updated, 'listing')},`;
  terminal.note(
    `Made ${count(created, 'listing')}${changed} and ${count(postCount, publish.when === 'draft' ? 'draft' : 'post')} on ${count(accounts.length, 'account')}. Batch ${batchId}`,
  );
  if (options.watch !== true) {
    report(result, () => undefined);
    return exitCodes.ok;
  }
  const watched = await watch(context, batchProgress(context, batchId));
  const exitCode = await concludeWatch(context, watched, { filter: { batchId }, ids: null });
  report({ ...result, ...watched }, () => undefined);
  return exitCode;
}

function refusal({ good, bad }: Upload): string {
  return `${good === 0 ? 'No row can go' : `${count(bad, 'row is', 'rows are')} not right`}. Nothing was changed.`;
}

function forecast({ good, updates, unchanged }: Upload, accounts: number): string {
  const known = updates + unchanged;
  return known === 0
    ? `${count(good, 'row')} would become ${count(good * accounts, 'post')}. Nothing was changed.`
    : `${count(good, 'row')} would become at most ${count(good * accounts, 'post')}: listings that are on an account already stay there. Nothing was changed.`;
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
  if (bytes.byteLength > uploadLimits.maxSheetBytes) {
    // Refused by Hawker in any case; it is not even sent.
    throw wrongUse(`${file} is larger than ${maxFileMegabytes} MB. Split it.`);
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
