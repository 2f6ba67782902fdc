import type { AccountStatus, PostStatus } from '@hawker/core';
import { cn } from './cn.ts';
import { accountStatusLooks, type Hue, postStatusLooks, type StatusLook } from './statuses.ts';

const hueStyles: Record<Hue, string> = {
  neutral: 'bg-neutral-tint text-neutral-ink',
  progress: 'bg-progress-tint text-progress-ink',
  good: 'bg-good-tint text-good-ink',
  caution: 'bg-caution-tint text-caution-ink',
  bad: 'bg-bad-tint text-bad-ink',
};

/** An icon, a word and a hue: never colour alone. */
export function Pill({ look, className }: { look: StatusLook; className?: string }) {
  const { icon: Icon, word, hue, moving } = look;
  return (
    <span
      className={cn(
        'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs',
        hueStyles[hue],
        className,
      )}
    >
      <Icon aria-hidden className={cn('size-3.5 shrink-0', moving && 'spin')} />
      {word}
    </span>
  );
}

export function PostStatusPill({ status, className = '' }: { status: PostStatus; className?: string }) {
  return <Pill look={postStatusLooks[status]} className={className} />;
}

export function AccountStatusPill({ status, className = '' }: { status: AccountStatus; className?: string }) {
  return <Pill look={accountStatusLooks[status]} className={className} />;
}
