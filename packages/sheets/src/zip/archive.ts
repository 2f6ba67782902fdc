/**
 * A ZIP that a stranger made. What its directory declares is checked before a byte is unpacked; what comes out is counted
 * against that again (by yauzl), because a directory can lie. Nothing is written anywhere under a name from the archive.
 */

import { TextDecoder } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { badInput, count, megabytes, tooLarge, zipLimits } from '../limits.ts';
import type { SheetSource } from '../source.ts';

export interface ArchiveLimits {
  maxBytes: number;
  maxUnpackedBytes: number;
  maxEntries: number;
}

export interface ArchiveEntry {
  /** With `/` between folders; never absolute, never with `..`. */
  readonly name: string;
  /** Unpacked, as the directory declares it; more never comes out. */
  readonly byteLength: number;
  /** From the start, each time it is called. */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  close(): void;
}

/** Throws a DomainError with one sentence when the archive is damaged, too large or not to be trusted. */
export async function openArchive(source: SheetSource, limits: ArchiveLimits): Promise<Archive> {
  if (source.byteLength > limits.maxBytes) {
    throw tooLarge(`The file is larger than ${megabytes(limits.maxBytes)}. Split it.`);
  }
  const zip = await openZip(source);
  try {
    if (zip.entryCount > limits.maxEntries) {
      throw tooLarge(`The ZIP has ${count(zip.entryCount)} entries; at most ${count(limits.maxEntries)} are read.`);
    }
    const entries: ArchiveEntry[] = [];
    const names = new Set<string>();
    let unpackedBytes = 0;
    for await (const entry of zip.eachEntry()) {
      const name = checkName(nameOf(entry));
      unpackedBytes += entry.uncompressedSize;
      checkEntry(entry, name);
      if (unpackedBytes > limits.maxUnpackedBytes) {
        throw tooLarge(`The ZIP unpacks to more than ${megabytes(limits.maxUnpackedBytes)}. Split it.`);
      }
      if (!name.endsWith('/')) {
        checkUnique(name, names);
        entries.push({ name, byteLength: entry.uncompressedSize, chunks: () => unpack(zip, entry) });
      }
    }
    return { entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw isDamage(error) ? damaged(error) : error;
  }
}

/** Of two with one name, each program takes the one it likes: what was looked at is then not what is used. */
function checkUnique(name: string, seen: Set<string>): void {
  if (seen.has(name)) {
    throw badInput(`The ZIP has two entries named “${name.slice(0, 80)}”. Pack the files again.`);
  }
  seen.add(name);
}

async function openZip({ at }: SheetSource): Promise<ZipFile> {
  // Names are decoded here, because many programs write UTF-8 and do not say so.
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, decodeStrings: false } as const;
  if (at === null) {
    throw new Error('An archive is read from its end: give its bytes or its path');
  }
  try {
    return 'path' in at
      ? await yauzl.openPromise(at.path, options)
      : await yauzl.fromBufferPromise(Buffer.from(at.bytes.buffer, at.bytes.byteOffset, at.bytes.byteLength), options);
  } catch (error) {
    throw isDamage(error) ? damaged(error) : error;
  }
}

/** Errors of the file system have a code, those about the archive have none. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && error.name === 'Error' && !('code' in error);
}

function damaged(cause: unknown): Error {
  return badInput('The ZIP is damaged or not complete. Make it again.', cause);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  try {
    return utf8.decode(raw);
  } catch {
    return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  }
}

function checkName(raw: string): string {
  const name = raw.replaceAll('\\', '/');
  if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..') || name.includes('\u0000')) {
    throw badInput(
      `The ZIP has an entry named “${raw.slice(0, 80)}”, which points outside of it. Pack the files again, from their own folder.`,
    );
  }
  return name;
}

const symbolicLink = 0o120000;
const fileTypeMask = 0o170000;

function checkEntry(entry: Entry, name: string): void {
  const shown = `“${name.slice(0, 80)}”`;
  if (((entry.externalFileAttributes >>> 16) & fileTypeMask) === symbolicLink) {
    throw badInput(`The ZIP has a link, ${shown}. Pack the files themselves.`);
  }
  if (entry.isEncrypted()) {
    throw badInput(`${shown} is protected by a password. Pack the files without one.`);
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw badInput(`${shown} is packed in a way that is not read. Make an ordinary ZIP.`);
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > zipLimits.ratioFromBytes && ratio > zipLimits.maxRatio) {
    throw tooLarge(`${shown} unpacks to ${count(Math.round(ratio))} times its size, as no sheet or photo does.`);
  }
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    // Breaks off at the first byte beyond what the directory says, and at the end when there are fewer.
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
  } catch (error) {
    // zlib's errors have a code that begins with Z.
    throw isDamage(error) || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      ? damaged(error)
      : error;
  }
}
