import { v7 } from 'uuid';

/** A UUIDv7: ids of one process sort by the time they were made, which is what keyset pages rely on. */
export function newId(): string {
  return v7();
}
