import { type RefObject, useEffect, useRef } from 'react';

/**
 * Moving an element in the document takes the focus from it, and what is removed takes it along. Gives a function that
 * says where the focus goes once `order` has changed: to the first of these selectors that something fits.
 */
export function useFocusAfter(within: RefObject<HTMLElement | null>, order: string) {
  const wanted = useRef<readonly string[]>([]);
  // A new order is what it waits for.
  useEffect(() => {
    const selectors = wanted.current;
    wanted.current = [];
    for (const selector of selectors) {
      const found = within.current?.querySelector<HTMLElement>(selector);
      if (found) {
        found.focus();
        return;
      }
    }
  }, [within, order]);
  return (selectors: readonly string[]) => {
    wanted.current = selectors;
  };
}
