/** What an object or an array costs besides its members, in bytes. An estimate for bounds, not for accounting. */
const CONTAINER_BYTES = 32;
const SLOT_BYTES = 8;
/** What anything that is neither plain data nor bytes is taken for. */
const OPAQUE_BYTES = 64;

/**
 * Freezes plain objects and arrays all the way down and returns about how many bytes they take.
 *
 * Everything else (Date, Map, Set, Buffer, instances of classes) is left as it is: freezing them would not protect what
 * is inside them, and some refuse to be frozen. They are shared between readers; treat them as read-only.
 */
export function freezeDeep(root: unknown): number {
  if (typeof root !== 'object' || root === null) return leafBytes(root);
  let total = 0;
  // A set, not Object.isFrozen: an object that came frozen may hold others that did not. It also ends cycles.
  const seen = new Set<object>([root]);
  const waiting: object[] = [root];
  for (let container = waiting.pop(); container !== undefined; container = waiting.pop()) {
    if (!isPlain(container)) {
      total += ArrayBuffer.isView(container) ? container.byteLength : OPAQUE_BYTES;
      continue;
    }
    const members: unknown[] = Array.isArray(container) ? container : Object.values(container);
    total += CONTAINER_BYTES + SLOT_BYTES * members.length;
    for (const member of members) {
      if (typeof member !== 'object' || member === null) total += leafBytes(member);
      else if (!seen.has(member)) {
        seen.add(member);
        waiting.push(member);
      }
    }
    Object.freeze(container);
  }
  return total;
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function leafBytes(value: unknown): number {
  return typeof value === 'string' ? value.length : SLOT_BYTES;
}
