import { type RefObject, useEffect, useRef } from 'react';

export type Direction = 'forward' | 'back';

/**
 * Moving an element in the document takes the focus from it, and at the end of the list its button goes out of use.
 * After a move by button the focus comes back to the same photo: to the button that was pressed, or to the other one.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, order: string) {
  const moved = useRef<{ key: string; direction: Direction } | null>(null);
  // A new order is what it waits for.
  useEffect(() => {
    if (moved.current === null) {
      return;
    }
    const { key, direction } = moved.current;
    moved.current = null;
    const card = list.current?.querySelector(`[data-photo="${CSS.escape(key)}"]`);
    const button = (name: Direction) => card?.querySelector<HTMLElement>(`[data-move="${name}"]:enabled`);
    (button(direction) ?? button(direction === 'forward' ? 'back' : 'forward'))?.focus();
  }, [list, order]);
  return (key: string, direction: Direction) => {
    moved.current = { key, direction };
  };
}
