import type { PostStatusGroup } from '@hawker/core';
import { Link } from '@remix-run/react';
import { cn } from '../../components/cn.ts';
import { formatCount } from '../../components/number.tsx';
import type { Progress } from './batch-words.ts';

interface Segment {
  count: number;
  word: string;
  /** The posts that it counts. */
  state: PostStatusGroup | 'canceled';
  fill: string;
}

function segmentsOf({ live, failed, needsYou, waiting, drafts, canceled }: Progress): Segment[] {
  return [
    { count: live, word: 'live', state: 'live', fill: 'bg-good-solid' },
    { count: failed, word: 'failed', state: 'failed', fill: 'bg-bad-solid' },
    { count: needsYou, word: needsYou === 1 ? 'needs you' : 'need you', state: 'needsYou', fill: 'bg-caution-solid' },
    { count: waiting, word: 'waiting', state: 'waiting', fill: 'bg-pressed' },
    { count: drafts, word: drafts === 1 ? 'draft' : 'drafts', state: 'draft', fill: 'bg-pressed' },
    { count: canceled, word: 'canceled', state: 'canceled', fill: 'bg-neutral-solid' },
  ];
}

/** All posts of a batch as one bar: what is settled grows from the left, what is to come is empty. */
export function SegmentBar({ label, progress, tall = false }: { label: string; progress: Progress; tall?: boolean }) {
  const segments = segmentsOf(progress).filter(({ count }) => count > 0);
  const { total, waiting, drafts } = progress;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={total - waiting - drafts}
      aria-valuetext={segments.map(({ count, word }) => `${formatCount(count)} ${word}`).join(', ')}
      className={cn('flex gap-px overflow-hidden rounded-full bg-pressed', tall ? 'h-3' : 'h-2')}
    >
      {segments.map(({ state, count, fill }) => (
        <span
          key={state}
          className={cn('transition-[width]', fill)}
          style={{ width: `${total === 0 ? 0 : (count / total) * 100}%` }}
        />
      ))}
    </div>
  );
}

/** The same in numbers; each leads to the posts that it counts. */
export function SegmentLegend({
  progress,
  toState,
}: {
  progress: Progress;
  toState: (state: Segment['state']) => string;
}) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
      {segmentsOf(progress)
        .filter(({ count, state }) => count > 0 || state === 'live')
        .map(({ state, count, word, fill }) => (
          <li key={state}>
            <Link
              to={toState(state)}
              preventScrollReset
              prefetch="intent"
              className="flex items-center gap-2 underline-offset-3 hover:underline"
            >
              <span
                aria-hidden
                className={cn(
                  'size-2.5 rounded-full',
                  fill,
                  state === 'waiting' || state === 'draft' ? 'border border-edge' : '',
                )}
              />
              <span>
                <span className="font-medium">{formatCount(count)}</span> <span className="text-ink-muted">{word}</span>
              </span>
            </Link>
          </li>
        ))}
    </ul>
  );
}
