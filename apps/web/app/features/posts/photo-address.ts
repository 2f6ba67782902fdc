/** Where the bytes of a photo are, by the hash of its content. */
export function photoAddress(hash: string | null, size: 'full' | 'thumbnail'): string | null {
  if (hash === null) {
    return null;
  }
  return size === 'full' ? `/photos/${hash}` : `/photos/${hash}/thumbnail`;
}
