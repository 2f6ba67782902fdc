import { useActionData, useLocation } from '@remix-run/react';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import { type ToastMessage, useToastOnce } from './toast.tsx';

/** What a guarded action gives to its form: the part of it that the form shows. */
export type FormAnswer =
  | { ok: true }
  | { ok: false; error: { code?: string; message: string; fields?: Readonly<Record<string, string>> | undefined } };

const noErrors: Readonly<Record<string, string>> = {};

/** Sentences by field. Of `update.name` the procedure's own wrapping is left out: the form calls the field `name`. */
export function fieldErrorsOf(answer: FormAnswer | undefined): Readonly<Record<string, string>> {
  if (!answer || answer.ok || !answer.error.fields) {
    return noErrors;
  }
  return Object.fromEntries(
    Object.entries(answer.error.fields).map(([field, sentence]) => [field.replace(/^update\./, ''), sentence]),
  );
}

/** What is to be said above the form: only what no field of it says. */
export function formErrorOf(answer: FormAnswer | undefined, shownFields: readonly string[]): string | null {
  if (!answer || answer.ok) {
    return null;
  }
  const shown = Object.keys(fieldErrorsOf(answer)).some((field) => shownFields.includes(field));
  return shown ? null : answer.error.message;
}

/**
 * What the action of the page answered last. Remix forgets it as soon as the page's data is read again, which a change
 * anywhere brings about: the sentences at the fields would be gone while somebody reads them. Here it stays until
 * the next answer, or until the person goes elsewhere.
 */
export function useAnswer<Action>() {
  const current = useActionData<Action>();
  const { key } = useLocation();
  const [kept, setKept] = useState({ key, answer: current });
  if (current !== undefined && (current !== kept.answer || key !== kept.key)) {
    setKept({ key, answer: current });
  }
  return current ?? (key === kept.key ? kept.answer : undefined);
}

/** Moves the focus to the first field that was refused, each time an answer refuses one. */
export function useFocusFirstError(form: RefObject<HTMLFormElement | null>, answer: FormAnswer | undefined): void {
  useEffect(() => {
    if (answer && !answer.ok) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [form, answer]);
}

/** For a button without a form of its own: what was refused is said in a toast. */
export function useRefusalToast(answer: FormAnswer | undefined): void {
  const message = useMemo<ToastMessage | null>(
    () => (answer && !answer.ok ? { text: answer.error.message, tone: 'bad' } : null),
    [answer],
  );
  useToastOnce(message);
}
