import { cn } from './cn.ts';
import { formatCount } from './number.tsx';

interface ProgressBarProps {
  /** What is progressing, for screen readers: `Batch of 22 Nov`. */
  label: string;
  done: number;
  failed?: number;
  total: number;
  /** Writes `128 of 250, 3 failed` beside the bar. The same words are read out in any case. */
  showText?: boolean;
  className?: string;
}

/** Done, failed and what is left, in whole posts. */
export function ProgressBar({ label, done, failed = 0, total, showText = true, className }: ProgressBarProps) {
  const settled = Math.min(done + failed, total);
  const left = total - settled;
  const words = `${formatCount(done)} of ${formatCount(total)}`;
  const failedWords = failed > 0 ? `${formatCount(failed)} failed` : '';
  const share = (count: number) => ({ width: `${total === 0 ? 0 : (count / total) * 100}%` });
  return (
    <div className={cn('flex items-center gap-3 text-sm', className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={settled}
        aria-valuetext={[`${words} done`, failedWords, `${formatCount(left)} left`].filter(Boolean).join(', ')}
        className="flex h-2 min-w-16 flex-1 gap-px overflow-hidden rounded-full bg-pressed"
      >
        <span className="bg-good-solid transition-[width]" style={share(done)} />
        <span className="bg-bad-solid transition-[width]" style={share(failed)} />
      </div>
      {showText ? (
        <span aria-hidden className="shrink-0 whitespace-nowrap text-ink-muted">
          <span className="text-ink">{words}</span>
          {failedWords ? <span className="text-bad-ink">, {failedWords}</span> : null}
        </span>
      ) : null}
    </div>
  );
}
