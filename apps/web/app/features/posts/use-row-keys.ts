import { useEffect } from 'react';

/** Marks the link that stands for its row. */
export const rowLinkAttribute = { 'data-row-link': '' } as const;

/**
 * `j` and `k` go from row to row, `x` chooses the row and `X` all from the last one to it; Enter opens it, because the
 * focus is on its link. Escape chooses none: see useSelection.
 */
export function useRowKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = acts[event.key];
      if (act && !isTakenElsewhere(event) && act()) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** By key; each says whether there was anything to do. */
const acts: Readonly<Record<string, () => boolean>> = {
  j: () => step(1),
  k: () => step(-1),
  x: () => choose(false),
  X: () => choose(true),
};

function choose(withShift: boolean): boolean {
  const box = document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]');
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: withShift }));
  return box !== null && box !== undefined;
}

function step(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const current = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  const next = links[Math.min(links.length - 1, Math.max(0, current + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

/** Somebody else's key: a field's, a dialog's, a menu's. */
export function isTakenElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  const inField =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  return (
    event.defaultPrevented ||
    modified ||
    inField ||
    document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null
  );
}
