import { useClock } from './clock.tsx';
import { exactTime, relativeTime, shortTime, zoneWord } from './time-words.ts';

interface TimeProps {
  /** ISO 8601, a Date, or milliseconds since the epoch. */
  at: string | number | Date;
  /** Whose time it is; without one, the viewer's. */
  zone?: string;
  className?: string;
}

const toMs = (at: TimeProps['at']) => new Date(at).getTime();

/** `3 minutes ago`; the exact time with its zone is in the title and read out. */
export function RelativeTime({ at, zone, className }: TimeProps) {
  const clock = useClock();
  const atMs = toMs(at);
  const exact = exactTime(atMs, zone ?? clock.zone);
  return (
    <time dateTime={new Date(atMs).toISOString()} title={exact} className={className}>
      {relativeTime(atMs, clock.nowMs)}
      <span className="sr-only"> ({exact})</span>
    </time>
  );
}

/** `14:30 Berlin` today, `Tue 24 Nov, 14:30 Berlin` on another day; how far away it is stands in the title. */
export function ExactTime({ at, zone, className }: TimeProps) {
  const clock = useClock();
  const atMs = toMs(at);
  const shownZone = zone ?? clock.zone;
  return (
    <time dateTime={new Date(atMs).toISOString()} title={relativeTime(atMs, clock.nowMs)} className={className}>
      {shortTime(atMs, shownZone, clock.nowMs)} <span className="text-ink-muted">{zoneWord(shownZone)}</span>
    </time>
  );
}
