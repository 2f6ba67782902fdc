import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../components/cn.ts';
import { Card } from '../../components/page.tsx';

export interface HealthProps {
  icon: LucideIcon;
  hue: string;
  title: ReactNode;
  acts: ReactNode;
  below?: ReactNode;
  children: ReactNode;
}

/** How an account stands, in one line, with what mends it. */
export function Health({ icon: Icon, hue, title, acts, below, children }: HealthProps) {
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex min-w-60 flex-1 items-start gap-3">
          <span className={cn('grid size-10 shrink-0 place-items-center rounded-full', hue)}>
            <Icon aria-hidden className="size-5" />
          </span>
          <div className="min-w-0">
            <h2 className="font-semibold text-base">{title}</h2>
            <p className="text-ink-muted text-sm">{children}</p>
          </div>
        </div>
        {acts ? <div className="flex flex-wrap gap-2">{acts}</div> : null}
      </div>
      {below ? <div className="mt-4 border-t pt-4">{below}</div> : null}
    </Card>
  );
}
