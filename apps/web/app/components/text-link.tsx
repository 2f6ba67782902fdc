import { Link, type LinkProps } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const linkStyles = 'text-accent-ink underline decoration-accent-ink/40 underline-offset-3 hover:decoration-current';

const looks = {
  plain: linkStyles,
  /** In a list where every row is a link: underlined only under the pointer. */
  quiet: 'text-ink underline-offset-3 hover:underline',
} as const;

export function TextLink({ look = 'plain', className, ...rest }: LinkProps & { look?: keyof typeof looks }) {
  return <Link prefetch="intent" {...rest} className={cn(looks[look], className)} />;
}

/** Opens the marketplace (or another site) in a new tab, and says so. */
export function OutsideLink({ href, className, children }: { href: string; className?: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={cn(linkStyles, className)}>
      {children}
      <ExternalLink aria-hidden className="ml-1 inline size-3.5 align-[-2px]" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
