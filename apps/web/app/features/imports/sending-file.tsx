import { LoaderCircle } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import type { Bringing } from './use-bring-files.ts';

/** How far the files have got, and the way to call them off. */
export function SendingFile({ bringing, onCancel }: { bringing: Bringing; onCancel: () => void }) {
  const { name, phase, share } = bringing;
  const percent = Math.round(share * 100);
  return (
    <div className="grid w-full max-w-md gap-3">
      <p className="flex items-baseline justify-between gap-4 text-ink text-sm">
        <span className="flex min-w-0 items-center gap-2">
          {phase === 'reading' ? <LoaderCircle aria-hidden className="spin size-4 shrink-0 text-ink-muted" /> : null}
          <span role="status" className="min-w-0 truncate">
            {phase === 'reading' ? 'Reading' : 'Sending'} <span dir="auto">{name}</span>
          </span>
        </span>
        {phase === 'reading' ? null : <span className="shrink-0 text-ink-muted">{percent} %</span>}
      </p>
      <div
        role="progressbar"
        aria-label={`Sending ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-2 overflow-hidden rounded-full bg-pressed"
      >
        <span className="block h-full bg-good-solid transition-[width]" style={{ width: `${percent}%` }} />
      </div>
      <Button onClick={onCancel} className="justify-self-center">
        Cancel
      </Button>
    </div>
  );
}
