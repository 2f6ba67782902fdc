import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { formatCount } from './number.tsx';
import type { Hue } from './statuses.ts';

const hueStyles: Record<Hue, string> = {
  neutral: 'text-ink',
  progress: 'text-progress-ink',
  good: 'text-ink',
  caution: 'text-caution-ink',
  bad: 'text-bad-ink',
};

interface TileProps {
  label: string;
  count: number;
  /** The list that the number counts. */
  to: string;
  /** Coloured only when the number is not zero: what needs attention stands out, the rest is quiet. */
  hue?: Hue;
  /** A short second fact: `1 blocked`. */
  note?: ReactNode;
}

export function Tile({ label, count, to, hue = 'neutral', note }: TileProps) {
  return (
    <Link
      to={to}
      prefetch="intent"
      className="flex min-w-0 flex-col rounded-md max-md:last:odd:col-span-2 border bg-surface px-4 py-3 transition-colors hover:bg-hover"
    >
      <span className="text-ink-muted text-sm">{label}</span>
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className={cn('font-semibold text-lg', count > 0 && hueStyles[hue])}>{formatCount(count)}</span>
        {note ? <span className="text-ink-muted text-xs">{note}</span> : null}
      </span>
    </Link>
  );
}

/** Two beside each other on a phone, all in one row on a desk. */
export function Tiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
      {children}
    </section>
  );
}
