import type { Role } from '@hawker/core';
import { Dialog } from '../../components/dialog.tsx';
import { Kbd } from '../../components/page.tsx';
import { directKeys, placesOf } from './places.ts';

const rowsOf = (role: Role): ReadonlyArray<{ keys: readonly string[]; joint?: string; word: string }> => [
  { keys: ['/'], word: 'Search' },
  ...Object.entries(directKeys).map(([key, { word }]) => ({ keys: [key], word })),
  ...placesOf(role).map(({ key, word }) => ({ keys: ['g', key], word: `Go to ${word}` })),
  { keys: ['j', 'k'], joint: 'and', word: 'Down and up in a list' },
  { keys: ['x'], word: 'Select the row; with Shift, all from the last one' },
  { keys: ['Esc'], word: 'Select none' },
  { keys: ['?'], word: 'Show these shortcuts' },
];

export default function ShortcutsDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open onOpenChange={(open) => (open ? undefined : onClose())}>
      <dl className="divide-y text-sm">
        {rowsOf(role).map(({ keys, joint = 'then', word }) => (
          <div key={word} className="flex items-center justify-between gap-4 py-2">
            <dt>{word}</dt>
            <dd className="flex items-center gap-1 text-ink-muted text-xs">
              {keys.map((key, index) => (
                <span key={key} className="flex items-center gap-1">
                  {index > 0 ? joint : null}
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
