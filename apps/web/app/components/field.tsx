import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';
import { formatCount } from './number.tsx';

/** What the control inside must spread, so that its label, hint and error are read with it. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

export interface FieldLimit {
  used: number;
  max: number;
  /** Whose limit it is when it is not Hawker's own: `eBay`. */
  channel?: string;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** One sentence that says what to do; several are joined. */
  error?: string | readonly string[] | undefined;
  /** The tightest limit of the chosen channels: "74 of 80, eBay". */
  limit?: FieldLimit | undefined;
  required?: boolean;
  /** Only when the control needs an id of its own (forms libraries give one). */
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

export function Field({ label, hint, error, limit, required = false, id, className, children }: FieldProps) {
  const made = useId();
  const controlId = id ?? made;
  const message = typeof error === 'string' ? error : error?.join(' ');
  const described = [hint && `${controlId}-hint`, limit && `${controlId}-limit`, message && `${controlId}-error`];
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={controlId} className="shrink-0 font-medium text-sm">
          {label}
          {required ? null : <span className="font-normal text-ink-muted"> (optional)</span>}
        </label>
        {limit ? <LimitCount id={`${controlId}-limit`} limit={limit} /> : null}
      </div>
      {children({
        id: controlId,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': message ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      {message ? (
        <p id={`${controlId}-error`} className="flex items-start gap-1.5 text-bad-ink text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {message}
        </p>
      ) : null}
      {hint ? (
        <p id={`${controlId}-hint`} className="text-ink-muted text-sm">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

function LimitCount({ id, limit }: { id: string; limit: FieldLimit }) {
  const over = limit.used > limit.max;
  const near = !over && limit.used > limit.max * 0.9;
  return (
    <span
      id={id}
      className={cn(
        'text-right text-xs',
        over ? 'font-medium text-bad-ink' : near ? 'text-caution-ink' : 'text-ink-muted',
      )}
    >
      {formatCount(limit.used)} of {formatCount(limit.max)}
      {limit.channel ? `, ${limit.channel}` : null}
      {over ? `: ${formatCount(limit.used - limit.max)} too many` : null}
    </span>
  );
}
