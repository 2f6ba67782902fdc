/** What is wrong with the images of a row: addresses that could not be fetched, names that no picture has. */

import type { PhotoNames } from './photo-names.ts';
import type { ReadCell } from './read-cell.ts';

export interface OwnPhotos {
  /** `https://hawker.example/photos/` */
  prefix: string;
  /** Those that are still there. */
  hashes: ReadonlySet<string>;
}

/** Addresses as they are; pictures that came along, each by the name that it came with. */
export function checkImages(
  named: readonly string[],
  ownPhotos: OwnPhotos | undefined,
  photoNames: PhotoNames,
): ReadCell<string[]> {
  const images: string[] = [];
  for (const image of named) {
    const checked = checkImage(image, ownPhotos, photoNames);
    if (!checked.ok) {
      return checked;
    }
    images.push(checked.value);
  }
  return { ok: true, value: images };
}

function checkImage(image: string, ownPhotos: OwnPhotos | undefined, photoNames: PhotoNames): ReadCell<string> {
  if (isAddress(image)) {
    return checkAddress(image, ownPhotos);
  }
  const shown = quoted(image);
  if (hasScheme(image)) {
    return refuse(`${shown} is not a web address. It must begin with https:// or http://.`);
  }
  const found = photoNames.find(image);
  switch (found.is) {
    case 'found':
      return { ok: true, value: found.name };
    case 'ambiguous':
      return refuse(`${shown} could be ${shortList(found.names)}. Name the picture with its folder.`);
    case 'missing':
      return refuse(`${shown} is not among the files. Drop that picture here too, or give a web address.`);
  }
}

function checkAddress(address: string, ownPhotos: OwnPhotos | undefined): ReadCell<string> {
  const hash = ownPhotos === undefined ? null : ownPhotoHash(address, ownPhotos.prefix);
  if (hash !== null && !ownPhotos?.hashes.has(hash)) {
    return refuse('This photo is not kept in Hawker any more. Drop the picture here, or give another address.');
  }
  if (ordinaryAddress.test(address)) {
    return { ok: true, value: address };
  }
  if (severalInOne.test(address)) {
    return refuse(
      `${quoted(address)} has a blank in it, as if it were several. Separate images by |, and write %20 for a blank.`,
    );
  }
  if (withPassword.test(address)) {
    return refuse('This address has a user name or password in it. Use one that works without.');
  }
  // As browsers do it.
  return { ok: true, value: address.replaceAll(' ', '%20') };
}

function quoted(image: string): string {
  return `“${image.slice(0, 60)}”`;
}

/** A blank behind what ends an image, or one that is no simple space: no file is named so. */
const severalInOne = /(?:[,;]|\.(?:jpe?g|png|webp))\s|[^\S ]/i;

const withPassword = /^https?:\/\/[^/?#\\]*@/i;

function refuse(error: string): ReadCell<never> {
  return { ok: false, error };
}

const namesShown = 3;

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => `“${name.slice(-60)}”`);
  return `${shown.join(' or ')}${names.length > namesShown ? ' or another' : ''}`;
}

/** What has a scheme is an address, also one that cannot be fetched. The letter of a drive is none. */
export function hasScheme(image: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(image);
}

/** The content hash of a photo at Hawker's own address, as an export has it; null for any other image. */
export function ownPhotoHash(image: string, prefix: string): string | null {
  if (!image.startsWith(prefix)) {
    return null;
  }
  const hash = image.slice(prefix.length);
  return /^[0-9a-f]{64}$/.test(hash) ? hash : null;
}

/** Of nearly all addresses; parsing one takes far longer than seeing that it is one of these. */
const ordinaryAddress = /^https?:\/\/(?!.*xn--)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/[\w./-]*$/i;

/** Whether the image is named by a web address, and not by a file name. */
export function isAddress(image: string): boolean {
  return ordinaryAddress.test(image) || isUnusualAddress(image);
}

function isUnusualAddress(image: string): boolean {
  return /^https?:\/\//i.test(image) && URL.canParse(image);
}
