import { useEffect, useRef } from 'react';

/** After an answer with errors the first wrong field has the focus. For a form whose fields carry `aria-invalid`. */
export function useFirstErrorFocus(answer: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answer) {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
  }, [answer]);
  return form;
}
