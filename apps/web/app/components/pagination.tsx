import { Link, useSearchParams } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyles } from './button.tsx';

interface PaginationProps {
  /** What the pages are of: `posts`. */
  label: string;
  /** Keyset cursors; null where the list ends. */
  newerCursor: string | null;
  olderCursor: string | null;
  /** Where the list is in another order than newest first. */
  words?: { newer: string; older: string };
  /** Left of the buttons: `12,431 match`. */
  children?: ReactNode;
}

const newestFirst = { newer: 'Newer', older: 'Older' };

/** Newer and older by keyset: the filters stay, and each page has its address (`?after=` or `?before=`). */
export function Pagination({ label, newerCursor, olderCursor, words = newestFirst, children }: PaginationProps) {
  return (
    <nav aria-label={`Pages of ${label}`} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5">
      <div className="text-ink-muted text-sm">{children}</div>
      <div className={newerCursor === null && olderCursor === null ? 'hidden' : 'flex gap-2'}>
        <PageLink name="before" cursor={newerCursor}>
          <ChevronLeft aria-hidden /> {words.newer}
        </PageLink>
        <PageLink name="after" cursor={olderCursor}>
          {words.older} <ChevronRight aria-hidden />
        </PageLink>
      </div>
    </nav>
  );
}

function PageLink({
  name,
  cursor,
  children,
}: {
  name: 'before' | 'after';
  cursor: string | null;
  children: ReactNode;
}) {
  const [current] = useSearchParams();
  if (cursor === null) {
    return (
      <span aria-disabled className={buttonStyles({ size: 'sm' })}>
        {children}
      </span>
    );
  }
  const next = new URLSearchParams(current);
  next.delete('before');
  next.delete('after');
  next.set(name, cursor);
  return (
    <Link to={`?${next}`} prefetch="intent" className={buttonStyles({ size: 'sm' })}>
      {children}
    </Link>
  );
}
