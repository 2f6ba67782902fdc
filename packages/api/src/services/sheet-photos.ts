/**
 * The photos of a sheet as a ZIP: the template has no column for them, so a person adds them at the marketplace. One folder
 * a listing, named by its title and by its row in the file as it was first downloaded, so that a later ZIP has no other
 * names; in it the photos in the seller's order.
 */

import { Readable } from 'node:stream';
import { DomainError, notFound, skuFromTitle } from '@hawker/core';
import { listSheetPhotos, listSheets } from '@hawker/db';
import { ZipFile } from 'yazl';
import type { App } from '../context.ts';

export interface SheetPhotos {
  fileName: string;
  /** Written while it is read, a photo at a time. */
  file: Readable;
}

export async function openSheetPhotos(app: App, sheetId: string): Promise<SheetPhotos> {
  const [sheet] = await listSheets(app.database.sql, { id: sheetId }, 1);
  if (!sheet) {
    throw notFound('sheet');
  }
  const photos = await listSheetPhotos(app.database.sql, sheetId);
  if (photos.length === 0) {
    throw new DomainError('conflict', 'No listing that waits in this sheet has a photo.');
  }
  const zip = new ZipFile();
  const numbers = new Map<string, number>();
  for (const { row, title, contentHash, mime } of photos) {
    const folder = `${String(row).padStart(2, '0')} ${plainName(title)}`;
    const number = (numbers.get(folder) ?? 0) + 1;
    numbers.set(folder, number);
    // Photos are packed already.
    zip.addReadStreamLazy(`${folder}/${number}.${extensionOf(mime)}`, { compress: false }, (done) => {
      app.photos.read(contentHash).then(
        (bytes) => done(null, Readable.from([bytes])),
        (error: unknown) => done(error, Readable.from([])),
      );
    });
  }
  zip.end();
  // To be piped further, and typed as less than it is.
  const file = Readable.from(zip.outputStream);
  zip.on('error', (error: Error) => file.destroy(error));
  return { fileName: `${skuFromTitle(sheet.accountName)}-sheet-${sheet.number}-photos.zip`, file };
}

/** A title as the name of a folder, on any system. */
export function plainName(title: string): string {
  const plain = title
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
    .replace(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ');
  return (
    [...plain]
      .slice(0, 60)
      .join('')
      .replace(/^[. ]+|[. ]+$/g, '') || 'listing'
  );
}

function extensionOf(mime: string): string {
  return mime === 'image/jpeg' ? 'jpg' : mime.replace('image/', '');
}
