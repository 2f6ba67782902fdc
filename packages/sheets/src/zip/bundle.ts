/** A ZIP with one sheet and its photos, as people pack them: with folders, and with what their system adds. */

import { badInput, count, megabytes, tooLarge, zipLimits } from '../limits.ts';
import type { SheetSource } from '../source.ts';
import type { Archive, ArchiveEntry } from './archive.ts';

export interface PhotoFile {
  /** With its folders, as it stands in the ZIP: `photos/oak.jpg`. Which one a sheet means is told by all of it. */
  readonly name: string;
  readonly byteLength: number;
  chunks(): AsyncIterable<Uint8Array>;
}

export interface Bundle {
  sheet: SheetSource;
  sheetName: string;
  photos: readonly PhotoFile[];
  /** Neither sheet nor photo. */
  otherNames: readonly string[];
}

const photoName = /\.(?:jpe?g|png|webp)$/i;
const sheetName = /\.(?:csv|tsv|txt|xlsx)$/i;
const archiveName = /\.(?:zip|rar|7z|tar|t?gz|bz2|xz)$/i;
/** What macOS and Windows add. */
const systemName = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

export function findBundle(archive: Archive): Bundle {
  const entries = archive.entries.filter(({ name }) => !systemName.test(name));
  const nested = entries.find(({ name }) => archiveName.test(name));
  if (nested !== undefined) {
    throw badInput(`There is another archive inside, “${nested.name.slice(0, 80)}”. Unpack it first.`);
  }
  const photos = entries.filter(({ name }) => photoName.test(name));
  checkPhotos(photos);
  const sheets = entries.filter(({ name }) => sheetName.test(name));
  // A read-me beside the sheet is no second sheet.
  const likely = sheets.length > 1 ? sheets.filter(({ name }) => !/\.txt$/i.test(name)) : sheets;
  const [sheet] = likely;
  if (sheet === undefined) {
    throw badInput('There is no sheet in the ZIP. Put one CSV or XLSX beside the photos.');
  }
  if (likely.length > 1) {
    const names = likely.slice(0, 5).map(({ name }) => `“${name.slice(0, 80)}”`);
    throw badInput(`There are ${count(likely.length)} sheets in the ZIP: ${names.join(', ')}. Leave one.`);
  }
  return {
    // Streamed out of the archive each time it is read.
    sheet: { byteLength: sheet.byteLength, at: null, chunks: () => sheet.chunks() },
    sheetName: sheet.name,
    photos,
    otherNames: entries.filter((entry) => !photos.includes(entry) && entry !== sheet).map(({ name }) => name),
  };
}

function checkPhotos(photos: readonly ArchiveEntry[]): void {
  if (photos.length > zipLimits.maxPhotos) {
    throw tooLarge(
      `The ZIP has ${count(photos.length)} photos; at most ${count(zipLimits.maxPhotos)} are read. Split it.`,
    );
  }
  const large = photos.find(({ byteLength }) => byteLength > zipLimits.maxPhotoBytes);
  if (large !== undefined) {
    throw tooLarge(
      `The photo “${large.name.slice(0, 80)}” has ${megabytes(large.byteLength)}; at most ${megabytes(zipLimits.maxPhotoBytes)} are read.`,
    );
  }
}
