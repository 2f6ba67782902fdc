import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface PageHeaderProps {
  title: ReactNode;
  /** One line under the title: a count, a state, whose it is. */
  description?: ReactNode;
  /** Before the title, the way back: a TextLink. */
  back?: ReactNode;
  /** The page's own acts; at most one of them primary. */
  actions?: ReactNode;
}

export function PageHeader({ title, description, back, actions }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-full">
        {back ? <div className="mb-1 text-sm">{back}</div> : null}
        <h1 dir="auto" className="wrap-anywhere font-semibold text-lg tracking-[-0.015em]">
          {title}
        </h1>
        {description ? <div className="mt-0.5 text-ink-muted text-sm">{description}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

interface CardProps {
  title?: ReactNode;
  /** Right of the title: a link or a small button. */
  aside?: ReactNode;
  /** Lists and tables reach the border. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A part of a page with a heading. */
export function Card({ title, aside, flush = false, className, children }: CardProps) {
  return (
    <section className={cn('rounded-md border bg-surface', className)}>
      {title ? (
        <div className="flex min-h-12 items-center justify-between gap-4 border-b px-4 py-1.5">
          <h2 className="font-semibold text-sm">{title}</h2>
          {aside ? <div className="text-sm">{aside}</div> : null}
        </div>
      ) : null}
      <div className={flush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What this is, and what comes first. */
  children: ReactNode;
  /** The first step: one primary button, at most one more beside it. */
  actions?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center px-6 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-full bg-neutral-tint text-neutral-ink">
        <Icon aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      <div className="mt-1 max-w-md text-balance text-ink-muted text-sm">{children}</div>
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-sm border bg-sunken px-1 font-medium font-sans text-ink-muted text-xs">
      {children}
    </kbd>
  );
}
