/** Saving the sheets that a person uploads: one file after the other, whatever becomes of the one before. */

import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Outputs } from '@hawker/api';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

export type Sheet = Outputs['sheets']['list'][number];

/** Hawker, as far as sheets go. */
export interface SheetSource {
  /** Those that wait for their upload, the oldest first; the page behind the sheet `after`. */
  list(page: { after?: string }): Promise<readonly Sheet[]>;
  download(
    id: string,
  ): Promise<Pick<Outputs['sheets']['download'], 'fileName' | 'contentBase64' | 'listings' | 'leftOut'>>;
}

export interface SavedSheet {
  path: string;
  listings: number;
  leftOut: number;
}

export interface FailedSheet {
  id: string;
  accountName: string;
  number: number;
  message: string;
}

export interface SaveSheets {
  folder: string;
  /** This one alone, also when it was downloaded before; null for all that were not. */
  again: string | null;
  signal: AbortSignal;
  explain: (error: unknown) => { exitCode: ExitCode; message: string };
  onSaved: (sheet: SavedSheet) => void;
}

export interface SaveResult {
  saved: string[];
  failed: FailedSheet[];
  exitCode: ExitCode;
}

export async function* waitingSheets(source: SheetSource): AsyncGenerator<Sheet> {
  let after: string | undefined;
  do {
    const page = await source.list(after === undefined ? {} : { after });
    yield* page;
    after = page.at(-1)?.id;
  } while (after !== undefined);
}

/** What cannot be written is told at the end. Only where nothing more can come of it are the others left as they are. */
export async function saveSheets(source: SheetSource, options: SaveSheets): Promise<SaveResult> {
  const { folder, again, signal, explain, onSaved } = options;
  await mkdir(folder, { recursive: true });
  // Found out only afterwards, a sheet would count as downloaded and be nowhere.
  await access(folder, constants.W_OK);
  const saved: string[] = [];
  const failed: FailedSheet[] = [];
  for await (const { id, accountName, number, downloadedAt } of waitingSheets(source)) {
    if (signal.aborted) {
      return { saved, failed, exitCode: exitCodes.interrupted };
    }
    if (again === null ? downloadedAt !== null : id !== again) {
      continue;
    }
    const fail = (message: string) => failed.push({ id, accountName, number, message });
    let file: Awaited<ReturnType<SheetSource['download']>>;
    try {
      file = await source.download(id);
    } catch (error) {
      const { exitCode, message } = explain(error);
      fail(message);
      if (exitCode === exitCodes.unreachable) {
        return { saved, failed, exitCode };
      }
      continue;
    }
    try {
      const path = await saveBeside(folder, file.fileName, Buffer.from(file.contentBase64, 'base64'));
      saved.push(path);
      onSaved({ path, listings: file.listings, leftOut: file.leftOut });
    } catch (error) {
      // The next ones would go the same way, and count as downloaded.
      fail(
        `It counts as downloaded, and could not be written: ${error instanceof Error ? error.message : error}. Save it with \`--again ${id}\`.`,
      );
      break;
    }
  }
  return { saved, failed, exitCode: failed.length === 0 ? exitCodes.ok : exitCodes.failed };
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
        // Half a sheet would be taken for one.
        await rm(path, { force: true });
        throw error;
      }
    }
  }
}
