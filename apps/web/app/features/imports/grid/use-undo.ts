import { useEffect, useRef, useState } from 'react';
import type { Change, Direction } from './change-history.ts';
import type { RowStore } from './row-store.ts';

/** Where a change was taken back or made again; another one each time, so that the same cell is shown again. */
export interface Travelled {
  change: Change;
}

interface Undo {
  travel: (direction: Direction) => void;
  /** The last one; null before there is one. */
  travelled: Travelled | null;
}

/** Ctrl+Z takes the last change of the rows back and Ctrl+Shift+Z or Ctrl+Y makes it again, wherever no text is being typed. */
export function useUndo(store: RowStore): Undo {
  const [travelled, setTravelled] = useState<Travelled | null>(null);
  const travel = (direction: Direction) => {
    void store.travel(direction).then((change) => (change === null ? undefined : setTravelled({ change })));
  };
  const latest = useRef(travel);
  useEffect(() => {
    latest.current = travel;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = directionOf(event);
      if (direction !== null && !isTakenElsewhere(event)) {
        event.preventDefault();
        latest.current(direction);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return { travel, travelled };
}

function directionOf({ ctrlKey, metaKey, altKey, shiftKey, key }: KeyboardEvent): Direction | null {
  if (!(ctrlKey || metaKey) || altKey) {
    return null;
  }
  switch (key.toLowerCase()) {
    case 'z':
      return shiftKey ? 'redo' : 'undo';
    case 'y':
      return ctrlKey && !shiftKey ? 'redo' : null;
    default:
      return null;
  }
}

/** In a text the browser takes back what is typed; under a dialog nothing is to happen that nobody sees. */
function isTakenElsewhere({ target, defaultPrevented }: KeyboardEvent): boolean {
  const inText =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
  return (
    defaultPrevented || inText || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null
  );
}
