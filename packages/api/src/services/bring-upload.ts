/** How a sheet comes in, alone or in a ZIP with its photos: read, its photos prepared, and kept whole or not at all. */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { currencySchema, DomainError, isChosenAtFirst, uploadLimits } from '@hawker/core';
import {
  countPostedRows,
  countStagedRows,
  findOpenUpload,
  newId,
  storableJson,
  storableText,
  type Transaction,
} from '@hawker/db';
import { applyMapping, type RecognisedFile, type SheetSource, spool } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { type Account, listAccounts } from './accounts.ts';
import { asNamedBefore, isMappable } from './ask-columns.ts';
import { insertUploadPhotos } from './photos.ts';
import { withUploadFile } from './read-upload.ts';
import { keepRawRows, stageRows } from './stage-upload.ts';
import { storeZipPhotos, type ZipPhotos } from './zip-photos.ts';

export interface NewUpload {
  fileName: string;
  source: SheetSource;
  /** For prices without a currency of their own. */
  currency: string;
}

export interface CreatedUpload {
  id: string;
  /** The very same file is on its way already: this is that upload, and nothing was made. */
  existing: boolean;
}

interface Bringing {
  userId: string;
  fileName: string;
  currency: string;
  /** Of the file's bytes: the same file again is known by it. */
  contentHash: string;
}

export async function createUpload(app: App, actor: Actor, input: NewUpload): Promise<CreatedUpload> {
  const { source, fileName } = input;
  const bringing: Bringing = {
    userId: await uploaderId(app, actor),
    fileName: storableText(fileName.slice(0, 300)),
    currency: currencySchema.parse(input.currency),
    contentHash: await hashOf(source),
  };
  const open = await findOpenUpload(app.database.sql, bringing);
  if (open !== null) {
    return { id: open.id, existing: true };
  }
  return withUploadFile({ source, fileName }, async (file) => {
    const photos = await storeZipPhotos(app, file.photos);
    const accounts = (await listAccounts(app)).filter(isChosenAtFirst);
    const created = await app.database.transaction((tx) => keep(app, tx, file, { bringing, photos, accounts }));
    if (photos.stored.length > 0) {
      await forgetAnswers(app, ['photo']);
    }
    return created;
  });
}

/** In one transaction: the upload is there with its rows and photos, or not at all. */
async function keep(
  app: App,
  tx: Transaction,
  brought: RecognisedFile,
  { bringing, photos, accounts }: { bringing: Bringing; photos: ZipPhotos; accounts: readonly Account[] },
): Promise<CreatedUpload> {
  // A double click brings the same file twice at the same time: the second waits here, and finds the first.
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `upload:${bringing.userId}:${bringing.contentHash}:${bringing.currency}`,
  ]);
  const open = await findOpenUpload(tx, bringing);
  if (open !== null) {
    return { id: open.id, existing: true };
  }
  const id = newId();
  const { file, mapping } = await asNamedBefore(tx, brought);
  await tx.rows(
    `INSERT INTO upload (id, user_id, file_name, currency, content_hash, format, fingerprint, header, header_row, mapping, notes, account_ids)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12)`,
    [
      id,
      bringing.userId,
      bringing.fileName,
      bringing.currency,
      bringing.contentHash,
      file.format,
      file.fingerprint,
      file.header.map(storableText),
      file.headerRow,
      mapping === null ? null : storableJson(mapping),
      storableJson({ refusedPhotos: photos.refused, fileNotes: file.notes }),
      accounts.map((account) => account.id),
    ],
  );
  await insertUploadPhotos(tx, id, photos.stored);
  if (isMappable(file)) {
    await keepRawRows(tx, file, id);
  }
  const mapped = mapping === null ? file : applyMapping(file, mapping);
  if (mapped.format !== 'unknown') {
    const fileNames = photos.stored.map((photo) => photo.fileName);
    await stageRows(app, tx, mapped, { uploadId: id, currency: bringing.currency, fileNames, accounts });
    await chooseWherePosted(tx, id, accounts);
  }
  return { id, existing: false };
}

/**
 * A file whose listings are all here already is brought to change them. Chosen are then only accounts that have them all:
 * to post them on others is for a person to say.
 */
async function chooseWherePosted(tx: Transaction, id: string, accounts: readonly Account[]): Promise<void> {
  const { good, known } = await countStagedRows(tx, id);
  if (known === 0 || known < good) {
    return;
  }
  const chosen = accounts.map((account) => account.id);
  const posted = await countPostedRows(tx, id, chosen);
  const having = chosen.filter((accountId) => posted.get(accountId) === good);
  await tx.rows('UPDATE upload SET account_ids = $2 WHERE id = $1', [id, having]);
}

async function hashOf(source: SheetSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source.chunks()) {
    hash.update(chunk);
  }
  return hash.digest('hex');
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
