import { Dialog } from '../../components/dialog.tsx';
import { Kbd } from '../../components/page.tsx';
import { directKeys, places } from './places.ts';

const rows: ReadonlyArray<{ keys: readonly string[]; word: string }> = [
  { keys: ['/'], word: 'Search' },
  ...Object.entries(directKeys).map(([key, { word }]) => ({ keys: [key], word })),
  ...places.map(({ key, word }) => ({ keys: ['g', key], word: `Go to ${word}` })),
  { keys: ['?'], word: 'Show these shortcuts' },
];

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" open onOpenChange={(open) => (open ? undefined : onClose())}>
      <dl className="divide-y text-sm">
        {rows.map(({ keys, word }) => (
          <div key={word} className="flex items-center justify-between gap-4 py-2">
            <dt>{word}</dt>
            <dd className="flex items-center gap-1 text-ink-muted text-xs">
              {keys.map((key, index) => (
                <span key={key} className="flex items-center gap-1">
                  {index > 0 ? 'then' : null}
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
