const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** An id as an address has it, or null where it cannot be one. */
export function idIn(value: string | null | undefined): string | null {
  return value !== null && value !== undefined && uuid.test(value) ? value : null;
}
