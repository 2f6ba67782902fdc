import { type RefObject, useEffect } from 'react';

/**
 * For a field that keeps its own value: it follows an address that was changed elsewhere, and stays the same field, with
 * the focus in it. What is being typed at that moment is not wiped out.
 */
export function useFollowedValue(field: RefObject<HTMLInputElement | HTMLSelectElement | null>, value: string): void {
  useEffect(() => {
    const { current } = field;
    const isBeingTyped = current instanceof HTMLInputElement && current === document.activeElement;
    if (current && !isBeingTyped) {
      current.value = value;
    }
  }, [field, value]);
}
