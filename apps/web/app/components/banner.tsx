import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type BannerTone = 'info' | 'good' | 'caution' | 'bad';

const tones: Record<BannerTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'bg-progress-tint', mark: 'text-progress-ink' },
  good: { icon: CircleCheck, box: 'bg-good-tint', mark: 'text-good-ink' },
  caution: { icon: TriangleAlert, box: 'bg-caution-tint', mark: 'text-caution-ink' },
  bad: { icon: CircleAlert, box: 'bg-bad-tint', mark: 'text-bad-ink' },
};

interface BannerProps {
  tone: BannerTone;
  /** What is the matter, in one sentence. */
  title: ReactNode;
  children?: ReactNode;
  /** The one button that helps. */
  action?: ReactNode;
  /** `page`: across the page, under the top bar. `box`: within a page or a form. */
  shape?: 'page' | 'box';
}

export function Banner({ tone, title, children, action, shape = 'box' }: BannerProps) {
  const { icon: Icon, box, mark } = tones[tone];
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-ink text-sm',
        box,
        shape === 'page' ? 'border-b sm:px-6' : 'rounded-md',
      )}
    >
      <div className="flex min-w-60 flex-1 items-start gap-2.5">
        <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          {children ? <div className="text-ink">{children}</div> : null}
        </div>
      </div>
      {action}
    </div>
  );
}
