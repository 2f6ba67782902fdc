/**
 * A page is drawn before its scripts are there. What a person does to it meanwhile is kept, and told to React once React
 * has taken the page over: a row that is ticked and not chosen, or a button that swallows a click, would be a lie.
 * Links and forms work without scripts and need none of this; a shortcut key is lost.
 */

declare global {
  interface Window {
    /** Gone as soon as the page is alive. */
    earlyClick?: { last: MouseEvent | null; keep: (event: MouseEvent) => void };
  }
}

/** Runs in the head, before anything is drawn. Only the last click is kept: the others were impatience. */
export const keepEarlyClick =
  'window.earlyClick={last:null,keep(event){window.earlyClick.last=event}};addEventListener("click",window.earlyClick.keep,true)';

/** What the browser does by itself when it is clicked. */
const actsByItself = 'a, input, select, textarea, label, summary, [type=submit]';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Call it right before React begins to listen; what it gives is for when React has the page. */
export function takeEarlyInput(): () => void {
  const { earlyClick } = window;
  if (earlyClick) {
    removeEventListener('click', earlyClick.keep, true);
  }
  const changes = [...document.querySelectorAll<TextField | HTMLSelectElement>('input, select, textarea')].flatMap(
    (field) => changeOf(field) ?? [],
  );
  return () => {
    for (const tell of changes.splice(0)) {
      tell();
    }
    const click = window.earlyClick?.last;
    delete window.earlyClick;
    if (click) {
      clickAgain(click);
    }
  };
}

function clickAgain(click: MouseEvent): void {
  const { target } = click;
  if (target instanceof Element && target.isConnected && target.closest(actsByItself) === null) {
    target.dispatchEvent(new MouseEvent('click', click));
  }
}

/** Null for a field that is as the server made it. */
function changeOf(field: TextField | HTMLSelectElement): (() => void) | null {
  if (field instanceof HTMLSelectElement) {
    const { value } = field;
    const made = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
    return value === made?.value ? null : () => select(field, value);
  }
  if (field instanceof HTMLInputElement && field.type === 'file') {
    return field.files?.length ? () => announce(field, 'change') : null;
  }
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    const { checked } = field;
    // Of two radio buttons that changed, the one that is chosen now tells of both.
    const isTold = checked || field.type === 'checkbox';
    return checked !== field.defaultChecked && isTold ? () => tick(field, checked) : null;
  }
  const { value } = field;
  return value === field.defaultValue ? null : () => type(field, value);
}

function announce(field: Element, event: 'input' | 'change'): void {
  field.dispatchEvent(new Event(event, { bubbles: true }));
}

function select(field: HTMLSelectElement, value: string): void {
  field.value = value;
  announce(field, 'change');
}

function tick(field: HTMLInputElement, checked: boolean): void {
  field.checked = !checked;
  field.click();
}

/** React tells of a value only when it is not the one that it has last seen: its own, and then the person's behind its back. */
function type(field: TextField, value: string): void {
  const { selectionStart, selectionEnd } = field;
  field.value = field.defaultValue;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
  if (selectionStart !== null) {
    field.setSelectionRange(selectionStart, selectionEnd);
  }
  announce(field, 'input');
}
