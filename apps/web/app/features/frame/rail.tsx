import type { Role } from '@hawker/core';
import { Link, NavLink } from '@remix-run/react';
import { cn } from '../../components/cn.ts';
import { type Place, placesOf } from './places.ts';

/** Left on a desk (words from 1025 px on, icons below), at the bottom on a phone, where settings are in the menu of me. */
export function Rail({ role }: { role: Role }) {
  const places = placesOf(role);
  const firstAtFoot = places.find((place) => place.foot);
  return (
    <nav
      aria-label="Main"
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)] sm:sticky sm:inset-x-auto sm:top-0 sm:flex sm:h-dvh sm:w-16 sm:shrink-0 sm:flex-col sm:border-t-0 sm:border-r sm:pb-0 lg:w-52"
    >
      <Link
        to="/"
        aria-label="Hawker, overview"
        className="hidden h-14 items-center gap-2.5 px-4 font-semibold text-base tracking-[-0.01em] focus-visible:outline-offset-[-4px] sm:flex max-lg:justify-center"
      >
        <Mark />
        <span className="hidden lg:inline">Hawker</span>
      </Link>
      <ul className="flex flex-1 sm:flex-col sm:gap-0.5 sm:p-2 sm:pt-1">
        {places.map((place) => (
          <RailItem key={place.to} place={place} isPushedDown={place === firstAtFoot} />
        ))}
      </ul>
    </nav>
  );
}

function RailItem({ place, isPushedDown }: { place: Place; isPushedDown: boolean }) {
  const { to, word, icon: Icon, exact = false, foot } = place;
  return (
    <li
      className={cn(
        'group relative min-w-0 flex-1 sm:flex-none',
        foot && 'max-sm:hidden',
        isPushedDown && 'sm:mt-auto',
      )}
    >
      <NavLink
        to={to}
        end={exact}
        prefetch="intent"
        className={({ isActive }) =>
          cn(
            'flex h-14 flex-col items-center justify-center gap-0.5 font-medium text-xs transition-colors focus-visible:outline-offset-[-3px] sm:h-10 sm:rounded-md sm:text-sm lg:h-9 lg:flex-row lg:justify-start lg:gap-3 lg:px-3',
            isActive ? 'text-accent-ink sm:bg-accent-tint' : 'text-ink-muted hover:text-ink sm:hover:bg-hover',
          )
        }
      >
        <Icon aria-hidden className="size-[18px] shrink-0" />
        <span className="max-w-full truncate sm:max-lg:sr-only">{word}</span>
      </NavLink>
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-full z-40 ml-2 hidden -translate-y-1/2 rounded-sm bg-ink px-2 py-1 text-canvas text-xs sm:max-lg:group-focus-within:block sm:max-lg:group-hover:block"
      >
        {word}
      </span>
    </li>
  );
}

/** Two posts and a rail: an H, and a market stall. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7 shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path
        d="M10 8.5v15M22 8.5v15M10 16h12"
        strokeWidth="3.5"
        strokeLinecap="round"
        fill="none"
        className="stroke-on-accent"
      />
    </svg>
  );
}
