import type { FormPhoto } from './use-photos.ts';

/**
 * Whose Remove gets the focus when a photo is removed, so that several go one after the other; null for none. After one that
 * was still being sent it is nobody's: who stops a sending wants to remove nothing else, and the next Enter would.
 */
export function nextToRemove(photos: readonly Pick<FormPhoto, 'key' | 'progress'>[], key: string): string | null {
  const index = photos.findIndex((photo) => photo.key === key);
  if (index === -1 || photos[index]?.progress !== null) {
    return null;
  }
  // One that is being sent has a button to stop it there.
  return [photos[index + 1], photos[index - 1]].find((photo) => photo?.progress === null)?.key ?? null;
}
