import { cn } from './cn.ts';
import { formatCount } from './number.tsx';

export interface BarDay {
  /** `Sun, 22 Nov`: read out, and shown on hover. */
  label: string;
  /** `22`: under the bar. */
  shortLabel: string;
  good: number;
  bad: number;
}

interface StackedBarsProps {
  title: string;
  days: readonly BarDay[];
  goodWord: string;
  badWord: string;
}

const barWidth = 10;
const slotWidth = 14;
const chartHeight = 100;

/** Two stacked counts a day. Drawn for eyes; the same figures are a table for everyone else. */
export function StackedBars({ title, days, goodWord, badWord }: StackedBarsProps) {
  const most = Math.max(0, ...days.map((day) => day.good + day.bad));
  const height = (count: number) => (count / Math.max(1, most)) * chartHeight;
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted text-xs">
        <span className="sr-only">{title}</span>
        <LegendItem className="bg-good-solid" word={goodWord} />
        <LegendItem className="bg-bad-solid" word={badWord} />
        <span className="ml-auto">most on one day: {formatCount(most)}</span>
      </figcaption>
      <div aria-hidden>
        <svg
          viewBox={`0 0 ${days.length * slotWidth} ${chartHeight}`}
          preserveAspectRatio="none"
          className="block h-28 w-full overflow-visible border-b"
        >
          <title>{title}</title>
          {days.map((day, index) => {
            const x = index * slotWidth + (slotWidth - barWidth) / 2;
            return (
              <g key={day.label} className="hover:opacity-75">
                <title>{`${day.label}: ${formatCount(day.good)} ${goodWord.toLowerCase()}, ${formatCount(day.bad)} ${badWord.toLowerCase()}`}</title>
                <rect x={index * slotWidth} y={0} width={slotWidth} height={chartHeight} className="fill-transparent" />
                <rect
                  x={x}
                  y={chartHeight - height(day.good)}
                  width={barWidth}
                  height={height(day.good)}
                  className="fill-good-solid"
                />
                <rect
                  x={x}
                  y={chartHeight - height(day.good + day.bad)}
                  width={barWidth}
                  height={height(day.bad)}
                  className="fill-bad-solid"
                />
              </g>
            );
          })}
        </svg>
        <div className="mt-1.5 flex text-center text-ink-muted text-xs">
          {days.map((day, index) => (
            <span key={day.label} className={cn('flex-1', index === days.length - 1 && 'font-medium text-ink')}>
              {day.shortLabel}
            </span>
          ))}
        </div>
      </div>
      {/* A table itself would keep its width, and make a phone scroll sideways. */}
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">{goodWord}</th>
              <th scope="col">{badWord}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.label}>
                <th scope="row">{day.label}</th>
                <td>{formatCount(day.good)}</td>
                <td>{formatCount(day.bad)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function LegendItem({ className, word }: { className: string; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={cn('size-2.5 rounded-sm', className)} />
      {word}
    </span>
  );
}

interface SparklineProps {
  /** In words, with the last figure: `Published a day, 14 days; 12 today`. */
  label: string;
  values: readonly number[];
  className?: string;
}

export function Sparkline({ label, values, className }: SparklineProps) {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? 100 / (values.length - 1) : 100;
  const points = values.map((value, index) => `${index * step},${20 - (value / most) * 18 - 1}`).join(' ');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      className={cn('overflow-visible text-good-solid', className ?? 'h-5 w-20')}
    >
      <polyline
        points={points}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
