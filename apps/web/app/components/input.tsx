import { ChevronDown } from 'lucide-react';
import { forwardRef, type InputHTMLAttributes, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { cn } from './cn.ts';

/** Sizes: `form` is 16 px in a 40 px box (and never makes a phone zoom in); `bar` is 14 px in a 36 px box, for filters. */
type ControlSize = 'form' | 'bar';

const controlStyles =
  'w-full min-w-0 rounded-md border text-ink transition-colors focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-muted aria-invalid:border-bad-solid aria-invalid:focus-visible:outline-bad-solid';

const controlSizes: Record<ControlSize, string> = {
  form: 'h-10 px-3 text-base',
  bar: 'h-9 px-2.5 text-base sm:text-sm',
};

const looks = {
  plain: 'border-edge bg-surface hover:border-ink-muted',
  /** For the one field that is always there and must not shout. */
  quiet: 'border-line bg-sunken hover:border-edge',
} as const;

interface Sized {
  controlSize?: ControlSize;
}

export const Input = forwardRef<
  HTMLInputElement,
  InputHTMLAttributes<HTMLInputElement> & Sized & { look?: keyof typeof looks }
>(function Input({ controlSize = 'form', look = 'plain', className, type = 'text', ...rest }, ref) {
  return (
    <input
      {...rest}
      ref={ref}
      type={type}
      className={cn(controlStyles, looks[look], controlSizes[controlSize], className)}
    />
  );
});

export const Textarea = forwardRef<HTMLTextAreaElement, TextareaHTMLAttributes<HTMLTextAreaElement>>(function Textarea(
  { className, rows = 6, ...rest },
  ref,
) {
  return (
    <textarea
      {...rest}
      ref={ref}
      rows={rows}
      className={cn(controlStyles, looks.plain, 'px-3 py-2 text-base', className)}
    />
  );
});

/** The browser's own list: it works on every device, by keyboard and by voice. */
export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement> & Sized>(function Select(
  { controlSize = 'form', className, children, ...rest },
  ref,
) {
  return (
    <span className={cn('relative block', className)}>
      <select
        {...rest}
        ref={ref}
        className={cn(controlStyles, looks.plain, controlSizes[controlSize], 'appearance-none truncate pr-8')}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-muted"
      />
    </span>
  );
});
