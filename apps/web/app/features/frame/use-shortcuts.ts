import type { Role } from '@hawker/core';
import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import { directKeys, placesOf } from './places.ts';

/** How long `g` waits for its second key, in milliseconds. */
const secondKeyMs = 1_200;

interface Shortcuts {
  role: Role;
  focusSearch: () => void;
  showShortcuts: () => void;
}

/** A key meant for something else: a field, a menu, a dialog, or the browser. */
function isTakenElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  const inField =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const covered = document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
  return event.defaultPrevented || modified || inField || covered;
}

export function useShortcuts({ role, focusSearch, showShortcuts }: Shortcuts): void {
  const navigate = useNavigate();
  useEffect(() => {
    let goUntilMs = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTakenElsewhere(event)) {
        return;
      }
      const going = event.timeStamp < goUntilMs;
      goUntilMs = 0;
      const to = going ? placesOf(role).find((place) => place.key === event.key)?.to : directKeys[event.key]?.to;
      if (to !== undefined) {
        event.preventDefault();
        navigate(to);
      } else if (event.key === 'g') {
        goUntilMs = event.timeStamp + secondKeyMs;
      } else if (event.key === '/') {
        event.preventDefault();
        focusSearch();
      } else if (event.key === '?') {
        event.preventDefault();
        showShortcuts();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate, role, focusSearch, showShortcuts]);
}
