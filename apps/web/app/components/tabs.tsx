import { Link, NavLink } from '@remix-run/react';
import { cn } from './cn.ts';
import { formatCount } from './number.tsx';

const listStyles = 'flex gap-1 overflow-x-auto border-b [scrollbar-width:none]';
const tabStyles =
  'flex h-10 shrink-0 items-center gap-2 border-b-2 px-3 font-medium text-sm transition-colors focus-visible:outline-offset-[-2px]';
const chosenStyles = 'border-accent text-ink';
const otherStyles = 'border-transparent text-ink-muted hover:text-ink';

interface Tab {
  label: string;
  count?: number;
}

function TabText({ label, count }: Tab) {
  return (
    <>
      {label}
      {count === undefined ? null : <span className="font-normal text-ink-muted">{formatCount(count)}</span>}
    </>
  );
}

interface TabLink extends Tab {
  to: string;
  end?: boolean;
  /** For addresses that differ only behind their `?`, which a link itself does not look at. */
  isCurrent?: boolean;
}

/** Pages beside each other, each with its address. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={listStyles}>
      {tabs.map(({ to, end = false, isCurrent, ...tab }) =>
        isCurrent === undefined ? (
          <NavLink
            key={to}
            to={to}
            end={end}
            prefetch="intent"
            className={({ isActive }) => cn(tabStyles, isActive ? chosenStyles : otherStyles)}
          >
            <TabText {...tab} />
          </NavLink>
        ) : (
          <Link
            key={to}
            to={to}
            prefetch="intent"
            preventScrollReset
            aria-current={isCurrent ? 'page' : undefined}
            className={cn(tabStyles, isCurrent ? chosenStyles : otherStyles)}
          >
            <TabText {...tab} />
          </Link>
        ),
      )}
    </nav>
  );
}
