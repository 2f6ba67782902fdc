/** Photos that people upload: prepared, stored by content, and kept loose until a listing takes them. */

import { DomainError, uploadLimits } from '@hawker/core';
import { newId, oneRow, storableJson, storableText, type Transaction } from '@hawker/db';
import { PhotoError, preparePhoto } from '@hawker/photos';
import type { App } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';

export interface UploadedPhoto {
  id: string;
  contentHash: string;
  width: number;
  height: number;
}

export interface PhotoUpload {
  bytes: Uint8Array;
  fileName: string;
  /** The sheet that it came with, or null. */
  uploadId: string | null;
}

export async function addPhoto(app: App, { bytes, fileName, uploadId }: PhotoUpload): Promise<UploadedPhoto> {
  const stored = await storePhoto(app, bytes, fileName).catch((error: unknown) => {
    if (error instanceof PhotoError) {
      throw new DomainError('bad_input', error.message, { fields: { photos: error.message }, cause: error });
    }
    throw error;
  });
  const id =
    uploadId === null
      ? (await app.database.prisma.photo.create({ data: stored, select: { id: true } })).id
      : await app.database.transaction((tx) => addToUpload(tx, uploadId, stored));
  await forgetAnswers(app, ['photo']);
  const { contentHash, width, height } = stored;
  return { id, contentHash, width, height };
}

/** Waits for whoever makes a batch of the upload at this moment: afterwards nothing would name the picture. */
async function addToUpload(tx: Transaction, uploadId: string, photo: StoredPhoto): Promise<string> {
  // Rows that miss this picture are checked again when they are next looked at.
  const open = await tx.rows('UPDATE upload SET rules_key = NULL WHERE id = $1 AND batch_id IS NULL RETURNING id', [
    uploadId,
  ]);
  if (open.length === 0) {
    throw new DomainError('conflict', 'This upload has become a batch already, so the picture was not added.');
  }
  const { n } = await oneRow<{ n: number }>(tx, 'SELECT count(*)::int AS n FROM photo WHERE upload_id = $1', [
    uploadId,
  ]);
  if (n >= uploadLimits.maxPhotos) {
    const most = uploadLimits.maxPhotos.toLocaleString('en');
    throw new DomainError('too_large', `This upload has ${most} pictures, and takes no more. Split the file.`);
  }
  const id = newId();
  await insertUploadPhotos(tx, uploadId, [{ ...photo, id }]);
  return id;
}

/** Pictures that came with a sheet, in it or beside it. */
export async function insertUploadPhotos(
  tx: Transaction,
  uploadId: string,
  photos: readonly (StoredPhoto & { id?: string })[],
): Promise<void> {
  if (photos.length > 0) {
    await tx.rows(
      `INSERT INTO photo (id, upload_id, status, file_name, content_hash, mime, width, height, size_bytes)
       SELECT coalesce(id, uuidv7()), $1, 'ready', "fileName", "contentHash", mime, width, height, "sizeBytes"
       FROM jsonb_to_recordset($2::jsonb) AS new (id uuid, "fileName" text, "contentHash" text, mime text, width int, height int,
         "sizeBytes" int)`,
      [uploadId, storableJson(photos)],
    );
  }
}

/** A row of the table of photos, of a picture that is stored. */
export interface StoredPhoto extends Omit<UploadedPhoto, 'id'> {
  status: 'ready';
  fileName: string;
  mime: string;
  sizeBytes: number;
}

/**
 * Prepares a picture and stores it by its content; no photo names it yet. Throws a PhotoError where the picture is to blame,
 * and a DomainError `unavailable` where the store is.
 */
export async function storePhoto(app: App, bytes: Uint8Array, fileName: string): Promise<StoredPhoto> {
  const prepared = await preparePhoto(bytes);
  await app.photos.put(prepared).catch((error: unknown) => {
    if (error instanceof PhotoError) {
      throw error;
    }
    app.log.error({ err: error }, 'a photo could not be stored');
    const sentence = 'The photo could not be stored just now. Try again in a moment.';
    throw new DomainError('unavailable', sentence, { cause: error });
  });
  const { hash, mime, width, height } = prepared;
  return {
    status: 'ready',
    // The end of a path tells more than its beginning.
    fileName: storableText(fileName).slice(-300),
    contentHash: hash,
    mime,
    width,
    height,
    sizeBytes: prepared.bytes.byteLength,
  };
}

export interface PhotoFile {
  bytes: Uint8Array;
  mime: string;
}

const hashForm = /^[0-9a-f]{64}$/;

/** The bytes of a photo that some listing or upload has; null when nobody knows it. */
export async function readPhoto(app: App, hash: string, size: 'full' | 'thumbnail'): Promise<PhotoFile | null> {
  if (!hashForm.test(hash)) {
    return null;
  }
  const photo = await app.database.prisma.photo.findFirst({ where: { contentHash: hash }, select: { mime: true } });
  if (!photo?.mime) {
    return null;
  }
  try {
    return size === 'full'
      ? { bytes: await app.photos.read(hash), mime: photo.mime }
      : { bytes: await app.photos.readThumbnail(hash), mime: 'image/webp' };
  } catch (error) {
    if (error instanceof PhotoError && error.code === 'not_found') {
      return null;
    }
    throw error;
  }
}
