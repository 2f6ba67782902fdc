/** How a sheet comes in, alone or in a ZIP with its photos: read, its photos prepared, and kept whole or not at all. */

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { currencySchema, DomainError, uploadLimits } from '@hawker/core';
import { type FormatName, type SheetSource, spool } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { withReadUpload } from './read-upload.ts';
import { storeZipPhotos } from './zip-photos.ts';

export interface NewUpload {
  fileName: string;
  source: SheetSource;
  /** For prices without a currency of their own. */
  currency: string;
}

export interface CreatedUpload {
  id: string;
  format: FormatName;
  /** As people call the format. */
  formatTitle: string;
  /** Columns that are not read; they are named on the screen, not dropped in silence. */
  ignoredColumns: readonly string[];
  /** Rows that were left out, and what a person should look at, a sentence each. */
  notes: readonly string[];
  /** Photos of the ZIP that could not be taken, a sentence each. */
  refusedPhotos: readonly string[];
}

export async function createUpload(app: App, actor: Actor, input: NewUpload): Promise<CreatedUpload> {
  const currency = currencySchema.parse(input.currency);
  const userId = await uploaderId(app, actor);
  return withReadUpload({ ...input, currency }, async ({ rows, photos, ...read }) => {
    const { stored, refused } = await storeZipPhotos(app, photos);
    // One transaction: the upload is there with its photos, or not at all.
    const { id } = await app.database.prisma.upload.create({
      data: {
        userId,
        fileName: input.fileName.slice(0, 300),
        rows: rows.map(({ row, cells }) => ({ row, cells })),
        currency,
        ...(stored.length === 0 ? {} : { photos: { createMany: { data: stored } } }),
      },
      select: { id: true },
    });
    if (stored.length > 0) {
      await forgetAnswers(app, ['photo']);
    }
    const { format, formatTitle, ignoredColumns, notes } = read;
    return { id, format, formatTitle, ignoredColumns, notes, refusedPhotos: refused };
  });
}

export interface ReceivedUpload extends Omit<NewUpload, 'source'> {
  /** The file as it comes over the network: too large to be held in memory. */
  body: AsyncIterable<Uint8Array>;
}

/** As `createUpload`, of a file that streams in. For editors; it is called beside the router, which takes no streams. */
export async function receiveUpload(
  app: App,
  actor: Actor,
  { body, ...input }: ReceivedUpload,
): Promise<CreatedUpload> {
  if (actor.role === 'viewer') {
    throw new DomainError('forbidden', 'Only an editor may do this. Ask the owner of this Hawker.');
  }
  const directory = app.incomingDirectory;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeLeftovers(directory);
  const path = join(directory, randomUUID());
  try {
    const source = await spool(body, path, uploadLimits.maxZipBytes);
    return await createUpload(app, actor, { ...input, source });
  } finally {
    await rm(path, { force: true });
  }
}

/** No upload takes as long; what is older was left by a process that was killed. */
const leftoverAgeMs = 24 * 60 * 60 * 1_000;

async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > leftoverAgeMs) {
      await rm(path, { force: true });
    }
  }
}

/** The command line beside the database has no user of its own: it brings sheets for the owner. */
async function uploaderId(app: App, actor: Actor): Promise<string> {
  if (actor.userId !== null) {
    return actor.userId;
  }
  const owner = await app.database.prisma.user.findFirst({ orderBy: { id: 'asc' }, select: { id: true } });
  if (!owner) {
    throw new DomainError('conflict', 'Make the owner account first: open the set-up link that `npm start` prints.');
  }
  return owner.id;
}
