/**
 * What runs in the browser. Each function is sent there by itself, so it uses nothing from outside of it, and has no
 * named functions within (the compiler would mark them with a helper that is not there).
 */

/** Chooses the first row with this text, presses "Publish 1", and waits until its row says so. In milliseconds. */
export async function pressPublish(): Promise<number> {
  const row = [...document.querySelectorAll('tbody tr')].find((candidate) => candidate.textContent?.includes('Draft'));
  row?.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
  let button: HTMLButtonElement | undefined;
  while (!button) {
    await new Promise(requestAnimationFrame);
    button = [...document.querySelectorAll('button')].find(
      (candidate) => candidate.textContent?.trim() === 'Publish 1',
    );
  }
  const pressed = button;
  return new Promise((resolve, reject) => {
    const pressedAt = performance.now();
    const timer = setTimeout(() => reject(new Error(`After 10 s the row says: ${row?.textContent}`)), 10_000);
    new MutationObserver((_changes, observer) => {
      if (row?.textContent?.includes('Published')) {
        clearTimeout(timer);
        observer.disconnect();
        resolve(performance.now() - pressedAt);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    pressed.click();
  });
}
