import type { PreparedPhoto } from './prepare/prepare.ts';

/**
 * Where the bytes of photos live, each under the SHA-256 of its bytes. What is stored never changes, so it can be cached
 * for ever, and storing it twice is storing it once.
 * Every implementation passes the suite of `@hawker/photos/testing`.
 */
export interface PhotoStore {
  /**
   * Stores the photo and its thumbnail. When it resolves, both are durable; until then no reader sees either in part.
   * @throws PhotoError `corrupt` when the bytes are not those that the hash names
   */
  put(photo: Pick<PreparedPhoto, 'hash' | 'mime' | 'bytes' | 'thumbnail'>): Promise<void>;
  /** @throws PhotoError `not_found`, also for a name that is no hash */
  read(hash: string): Promise<Buffer>;
  /** @throws PhotoError `not_found`, also for a name that is no hash */
  readThumbnail(hash: string): Promise<Buffer>;
  /** Whether the photo and its thumbnail can be read. */
  has(hash: string): Promise<boolean>;
  /** Removes the photo and its thumbnail; does nothing when there is no such photo. */
  delete(hash: string): Promise<void>;
}
