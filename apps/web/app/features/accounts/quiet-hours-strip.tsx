import { useClock } from '../../components/clock.tsx';
import { shortTime, zoneWord } from '../../components/time-words.ts';
import { minuteOfClock, minutesADay, openTime, type QuietHours, quietSegments } from './quiet-hours.ts';

const hours = [0, 6, 12, 18, 24];
/** Of the drawing: one unit a minute across. */
const height = 20;

interface QuietHoursStripProps {
  quiet: QuietHours;
  /** The account's zone: the strip is a day by its clock. */
  zone: string;
}

/** One day from left to right: when posts go out, when the account is quiet, and where the day is now. */
export function QuietHoursStrip({ quiet, zone }: QuietHoursStripProps) {
  const { nowMs } = useClock();
  const segments = quietSegments(quiet);
  const now = shortTime(nowMs, zone, nowMs);
  const nowMinute = minuteOfClock(now);
  const words =
    segments.length === 0
      ? 'No quiet hours: posts go out at any time of the day.'
      : `Posts go out for ${openTime(quiet)} a day; the rest is quiet.`;
  return (
    <figure className="text-xs">
      <svg
        role="img"
        aria-label={`${words} It is ${now} in ${zoneWord(zone)} now.`}
        viewBox={`0 0 ${minutesADay} ${height}`}
        preserveAspectRatio="none"
        className="block h-5 w-full rounded-sm"
      >
        <rect width={minutesADay} height={height} className="fill-good-solid/35" />
        {segments.map((segment) => (
          <rect
            key={segment.startMinute}
            x={segment.startMinute}
            width={segment.lengthMinutes}
            height={height}
            className="fill-pressed"
          />
        ))}
        {hours.slice(1, -1).map((hour) => (
          <line
            key={hour}
            x1={hour * 60}
            x2={hour * 60}
            y1={0}
            y2={height}
            vectorEffect="non-scaling-stroke"
            className="stroke-surface"
          />
        ))}
        {nowMinute === null ? null : (
          <line
            x1={nowMinute}
            x2={nowMinute}
            y1={0}
            y2={height}
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
            className="stroke-ink"
          />
        )}
      </svg>
      <div aria-hidden className="relative mt-1 h-4 text-ink-muted">
        {hours.map((hour) => (
          <span
            key={hour}
            className="absolute"
            style={{ left: `${(hour / 24) * 100}%`, transform: `translateX(-${(hour / 24) * 100}%)` }}
          >
            {String(hour).padStart(2, '0')}
          </span>
        ))}
      </div>
      <figcaption aria-hidden className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted">
        <Mark className="size-2.5 rounded-sm bg-good-solid/35" word="Posts go out" />
        {segments.length > 0 ? <Mark className="size-2.5 rounded-sm bg-pressed" word="Quiet" /> : null}
        <Mark className="h-3 w-0.5 bg-ink" word={`Now, ${now} in ${zoneWord(zone)}`} />
      </figcaption>
    </figure>
  );
}

function Mark({ className, word }: { className: string; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={className} />
      {word}
    </span>
  );
}
