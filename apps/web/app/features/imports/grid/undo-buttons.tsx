import { Redo2, Undo2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { buttonStyles } from '../../../components/button.tsx';
import { cn } from '../../../components/cn.ts';
import type { Direction } from './change-history.ts';
import type { RowStore } from './row-store.ts';

const directions = [
  { direction: 'undo', word: 'Undo', icon: Undo2, keys: 'Control+Z Meta+Z' },
  { direction: 'redo', word: 'Redo', icon: Redo2, keys: 'Control+Shift+Z Meta+Shift+Z Control+Y' },
] as const;

interface UndoButtonsProps {
  store: RowStore;
  onTravel: (direction: Direction) => void;
}

/** What was changed in the rows is taken back and made again, for a mouse and a finger too; and what became of it, told. */
export function UndoButtons({ store, onTravel }: UndoButtonsProps) {
  useSyncExternalStore(store.subscribe, store.version, store.version);
  return (
    <div className="flex min-w-0 items-center gap-0.5 border-b pr-1.5 pl-3 max-sm:h-10">
      <p role="status" className="mr-auto min-w-0 truncate text-ink-muted text-xs" title={store.told}>
        {store.told}
      </p>
      {directions.map(({ direction, word, icon: Icon, keys }) => {
        const isThere = store.may(direction);
        return (
          <button
            key={direction}
            type="button"
            // Not `disabled`: the focus would be lost with the last change. Who comes by Tab is not held up by it.
            aria-disabled={!isThere}
            tabIndex={isThere ? 0 : -1}
            aria-keyshortcuts={keys}
            title={word}
            onClick={() => (isThere ? onTravel(direction) : undefined)}
            className={cn(buttonStyles({ variant: 'ghost', size: 'sm' }), 'px-2')}
          >
            <Icon aria-hidden />
            <span className="max-sm:sr-only">{word}</span>
          </button>
        );
      })}
    </div>
  );
}
