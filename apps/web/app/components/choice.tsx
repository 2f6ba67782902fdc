import { Check, Minus } from 'lucide-react';
import { forwardRef, type InputHTMLAttributes, type ReactNode, useEffect, useRef } from 'react';
import { cn } from './cn.ts';

type NativeInput = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size'>;

interface CheckboxProps extends NativeInput {
  /** Some of what it stands for is chosen, not all. */
  indeterminate?: boolean;
}

/** The box alone; give it `aria-label`, or wrap it in CheckboxField. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { indeterminate = false, className, ...rest },
  forwarded,
) {
  const own = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (own.current) {
      own.current.indeterminate = indeterminate;
    }
  }, [indeterminate]);
  return (
    <span className={cn('relative inline-grid size-[18px] shrink-0 align-middle place-items-center', className)}>
      <input
        {...rest}
        ref={(node) => {
          own.current = node;
          if (typeof forwarded === 'function') {
            forwarded(node);
          } else if (forwarded) {
            forwarded.current = node;
          }
        }}
        type="checkbox"
        className="peer size-[18px] cursor-pointer appearance-none rounded-sm border border-edge bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:border-ink-muted disabled:cursor-not-allowed disabled:opacity-55"
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-3 text-on-accent peer-checked:block peer-indeterminate:hidden"
      />
      <Minus
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-3 text-on-accent peer-indeterminate:block"
      />
    </span>
  );
});

interface LabelledProps {
  label: ReactNode;
  hint?: ReactNode;
}

export function CheckboxField({ label, hint, ...rest }: CheckboxProps & LabelledProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control.
    <label className="flex items-start gap-2.5 py-1 text-sm">
      <Checkbox {...rest} className="mt-px" />
      <span>
        {label}
        {hint ? <span className="block text-ink-muted">{hint}</span> : null}
      </span>
    </label>
  );
}

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioCardsProps {
  name: string;
  legend: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  /** With `onChange`: controlled. */
  value?: string;
  onChange?: (value: string) => void;
  columns?: 1 | 2 | 3;
}

const columnStyles = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' } as const;

export function RadioCards({ name, legend, options, defaultValue, value, onChange, columns = 1 }: RadioCardsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className={cn('grid gap-2', columnStyles[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line bg-surface p-3 text-sm transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint has-disabled:cursor-not-allowed has-disabled:opacity-55 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={() => onChange?.(option.value)}
              className="mt-px size-[18px] shrink-0 appearance-none rounded-full border border-edge bg-surface outline-none checked:border-[5px] checked:border-accent"
            />
            <span>
              <span className="font-medium">{option.label}</span>
              {option.hint ? <span className="block text-ink-muted">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
