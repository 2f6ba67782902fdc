/** Which pictures a cell names: people separate them by whatever they are used to. */

import { splitImages } from '../text/list-cell.ts';
import type { PhotoNames } from './photo-names.ts';

const pictureName = /\.(?:jpe?g|png|webp|gif|heic|heif|avif|bmp|tiff?)$/i;

/** `front.jpg, back.jpg` are two, unless a picture came along whose name is just that. */
export function picturesIn(text: string, there: PhotoNames): string[] {
  const names = splitImages(text);
  return /[,;]/.test(text)
    ? names.flatMap((name) => (/[,;]/.test(name) && there.find(name).is === 'missing' ? separated(name) : [name]))
    : names;
}

/** Only where each part is a picture by its ending: `Chair, red.jpg` is one. */
function separated(name: string): string[] {
  const parts = name
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => pictureName.test(part)) && !/^https?:/i.test(name) ? parts : [name];
}
