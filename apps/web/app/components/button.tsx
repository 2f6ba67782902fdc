import { Link, type LinkProps } from '@remix-run/react';
import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { type ButtonHTMLAttributes, forwardRef } from 'react';
import { cn } from './cn.ts';

export const buttonStyles = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-busy:cursor-progress aria-disabled:not-aria-busy:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover',
        secondary:
          'border-edge/60 bg-surface text-ink enabled:hover:bg-hover enabled:active:bg-pressed [a&]:hover:bg-hover',
        ghost: 'border-transparent text-ink enabled:hover:bg-hover enabled:active:bg-pressed [a&]:hover:bg-hover',
        danger: 'border-transparent bg-danger text-on-danger enabled:hover:bg-danger-hover',
      },
      size: { sm: 'h-8 text-sm', md: 'h-9 text-sm', lg: 'h-11 text-base' },
      shape: { text: '', square: '' },
    },
    compoundVariants: [
      { shape: 'text', size: 'sm', class: 'px-3' },
      { shape: 'text', size: 'md', class: 'px-3.5' },
      { shape: 'text', size: 'lg', class: 'px-5' },
      { shape: 'square', size: 'sm', class: 'w-8' },
      { shape: 'square', size: 'md', class: 'w-9' },
      { shape: 'square', size: 'lg', class: 'w-11' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', shape: 'text' },
  },
);

type ButtonLook = VariantProps<typeof buttonStyles>;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonLook {
  icon?: LucideIcon | undefined;
  /** Under way: shows a spinner, says so to screen readers, and takes no second press. The width does not change. */
  busy?: boolean | undefined;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant, size, shape, icon: Icon, busy = false, className, children, type = 'button', onClick, ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cn(buttonStyles({ variant, size, shape }), 'relative', className)}
    >
      {busy ? (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle aria-hidden className="spin" />
        </span>
      ) : null}
      <span className={cn('inline-flex items-center gap-2', busy && 'opacity-0')}>
        {Icon ? <Icon aria-hidden /> : null}
        {children}
      </span>
    </button>
  );
});

export interface ButtonLinkProps extends LinkProps, ButtonLook {
  icon?: LucideIcon | undefined;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, icon: Icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link prefetch="intent" {...rest} className={cn(buttonStyles({ variant, size }), className)}>
      {Icon ? <Icon aria-hidden /> : null}
      {children}
    </Link>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'shape' | 'aria-label'> {
  icon: LucideIcon;
  /** Its name for screen readers, and its tooltip. */
  label: string;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, variant = 'ghost', ...rest },
  ref,
) {
  return <Button {...rest} ref={ref} variant={variant} shape="square" aria-label={label} title={rest.title ?? label} />;
});
