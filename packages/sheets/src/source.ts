/**
 * The bytes of a file somebody brought. They are read more than once (to recognise, to check, to import), and archives
 * from their end, so a source is bytes in memory or a file on disk; `spool` makes the second of an upload that streams in.
 */

import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { megabytes, tooLarge, zipLimits } from './limits.ts';

export interface SheetSource {
  readonly byteLength: number;
  /** From the start, each time it is called. Stopping early frees what it held. */
  chunks(): AsyncIterable<Uint8Array>;
  /** For archives, which are read from their end. Null: this source can only be read from the start. */
  readonly at: { bytes: Uint8Array } | { path: string } | null;
}

/** Large: each read of a file costs a wait, however little it brings. */
const chunkBytes = 256 * 1024;

export function sourceOfBytes(bytes: Uint8Array): SheetSource {
  return {
    byteLength: bytes.byteLength,
    at: { bytes },
    async *chunks() {
      for (let start = 0; start < bytes.byteLength; start += chunkBytes) {
        yield bytes.subarray(start, start + chunkBytes);
      }
    },
  };
}

export async function sourceOfFile(path: string): Promise<SheetSource> {
  const { size } = await stat(path);
  return { byteLength: size, at: { path }, chunks: () => createReadStream(path, { highWaterMark: chunkBytes }) };
}

/** Writes an upload to `path`, which the caller chooses and deletes, and stops with a sentence when it is too large. */
export async function spool(
  upload: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number = zipLimits.maxBytes,
): Promise<SheetSource> {
  await pipeline(limited(upload, maxBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return sourceOfFile(path);
}

async function* limited(upload: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of upload) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw tooLarge(`The file is larger than ${megabytes(maxBytes)}. Split it.`);
    }
    yield chunk;
  }
}

/** The first bytes, fewer when the source is shorter. */
export async function headOf(source: SheetSource, byteLength: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let have = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk);
    have += chunk.byteLength;
    if (have >= byteLength) {
      break;
    }
  }
  return Buffer.concat(parts).subarray(0, byteLength);
}
