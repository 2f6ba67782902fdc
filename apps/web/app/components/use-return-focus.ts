import { useRef } from 'react';

/** For a dialog that no trigger of its own opened: the focus goes back to where it was. */
export function useReturnFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus() {
      const { activeElement } = document;
      before.current = activeElement instanceof HTMLElement ? activeElement : null;
    },
    onCloseAutoFocus(event: Event) {
      if (before.current?.isConnected) {
        event.preventDefault();
        before.current.focus();
      }
    },
  };
}
