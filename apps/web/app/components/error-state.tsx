import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface ErrorStateProps {
  icon?: LucideIcon;
  title: string;
  /** What the person can do now. */
  children: ReactNode;
  /** The same id stands in the log. */
  requestId?: string | undefined;
  actions?: ReactNode;
  /** `neutral` when nothing broke: not found, not allowed. */
  tone?: 'bad' | 'neutral';
  /** `1` where it is the whole page. */
  headingLevel?: 1 | 2;
}

export function ErrorState(props: ErrorStateProps) {
  const { icon: Icon = CircleAlert, title, children, requestId, actions, tone = 'bad', headingLevel = 2 } = props;
  const Heading = headingLevel === 1 ? 'h1' : 'h2';
  return (
    <div role="alert" className="grid justify-items-center px-6 py-12 text-center">
      <span
        className={cn(
          'mb-3 grid size-10 place-items-center rounded-full',
          tone === 'bad' ? 'bg-bad-tint text-bad-ink' : 'bg-neutral-tint text-neutral-ink',
        )}
      >
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="font-semibold text-base">{title}</Heading>
      <div className="mt-1 max-w-md text-balance text-ink-muted text-sm">{children}</div>
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
      {requestId ? (
        <p className="mt-4 text-ink-muted text-xs">
          Request{' '}
          <code className="select-all rounded-sm bg-neutral-tint px-1 py-0.5 text-neutral-ink">{requestId}</code>
        </p>
      ) : null}
    </div>
  );
}
