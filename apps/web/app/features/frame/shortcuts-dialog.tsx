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

/** As in a spreadsheet. */
const gridRows: ReturnType<typeof rowsOf> = [
  { keys: ['Enter', 'F2'], joint: 'or', word: 'Change the cell; typing does too, over what is there' },
  { keys: ['Enter'], word: 'Keep it and go down a row; with Shift, up' },
  { keys: ['Tab'], word: 'Keep it and go right; with Shift, left' },
  { keys: ['Esc'], word: 'Leave the cell as it was' },
  { keys: ['Alt', 'Enter'], joint: 'and', word: 'A new line in a description' },
  { keys: ['Ctrl', 'C'], joint: 'and', word: 'Copy the cell' },
  { keys: ['Ctrl', 'V'], joint: 'and', word: 'Paste one cell or many, downwards and to the right' },
  { keys: ['Ctrl', 'Z'], joint: 'and', word: 'Take back the last change; with Shift, make it again' },
  { keys: ['←'], word: 'From the first cell to the number of the row, to leave it out' },
];

export default function ShortcutsDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Shortcuts rows={rowsOf(role)} />
      <h3 className="mt-5 mb-1 font-semibold text-sm">In the rows of an upload</h3>
      <Shortcuts rows={gridRows} />
    </Dialog>
  );
}

function Shortcuts({ rows }: { rows: ReturnType<typeof rowsOf> }) {
  return (
    <dl className="divide-y text-sm">
      {rows.map(({ keys, joint = 'then', word }) => (
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
  );
}
