/**
 * The pressed button has gone with its banner: the one with this id has come in its place, or else the rows take the
 * focus. Who has gone elsewhere meanwhile stays there.
 */
export function keepFocus(buttonId: string): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    const next = document.getElementById(buttonId) ?? document.querySelector<HTMLElement>('[role=grid]');
    next?.focus();
  }
}
