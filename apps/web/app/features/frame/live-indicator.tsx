import { useClock } from '../../components/clock.tsx';
import { cn } from '../../components/cn.ts';
import { formatCount } from '../../components/number.tsx';
import { shortTime, zoneWord } from '../../components/time-words.ts';

/** The stream of changes: open (with how many posts go out right now), or stopped since a moment. */
export type LiveState = { kind: 'live'; publishing: number } | { kind: 'stopped'; sinceMs: number };

export function LiveIndicator({ live }: { live: LiveState }) {
  const { nowMs, zone } = useClock();
  const stopped = live.kind === 'stopped';
  const busy = !stopped && live.publishing > 0;
  const words = stopped
    ? `Live updates stopped ${shortTime(live.sinceMs, zone, nowMs)}`
    : busy
      ? `${formatCount(live.publishing)} publishing`
      : 'Live';
  return (
    <span
      role="status"
      title={
        stopped
          ? `Since then nothing on this page moves by itself (${zoneWord(zone)} time)`
          : 'Changes show by themselves'
      }
      className={cn(
        'inline-flex h-8 items-center gap-2 whitespace-nowrap rounded-full px-2.5 font-medium text-xs',
        stopped ? 'bg-neutral-tint text-neutral-ink' : busy ? 'bg-progress-tint text-progress-ink' : 'text-good-ink',
      )}
    >
      <span
        aria-hidden
        className={cn(
          'size-2 rounded-full',
          stopped ? 'bg-neutral-solid' : busy ? 'bg-progress-solid' : 'bg-good-solid',
        )}
      />
      <span className={cn(!stopped && !busy && 'max-sm:sr-only')}>
        {stopped ? (
          <>
            <span className="max-md:sr-only">Live updates stopped</span>
            <span aria-hidden className="md:hidden">
              Stopped
            </span>{' '}
            {shortTime(live.sinceMs, zone, nowMs)}
          </>
        ) : (
          words
        )}
      </span>
    </span>
  );
}
