import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { type FormAnswer, useRefusalToast } from '../../../components/form-answer.ts';
import { keepFocus } from './keep-focus.ts';

interface Others {
  /** All rows that were taken for listings by their title are other ones, or they are those listings after all. */
  tell: (areOthers: boolean) => void;
  /** All rows are checked again, which takes a moment where they are many. */
  isChecking: boolean;
}

/** The id of the button that takes it back. */
export const takeOthersBackId = 'take-others-back';

export function useOthers(): Others {
  const { submit, state, data } = useFetcher<FormAnswer>();
  useRefusalToast(data);
  const pressed = useRef<Element | null>(null);
  // The button goes with the rows that are drawn anew, a moment after the answer.
  useEffect(() => {
    if (state === 'idle' && pressed.current !== null && document.activeElement !== pressed.current) {
      keepFocus(takeOthersBackId);
      pressed.current = null;
    }
  });
  return {
    tell: (areOthers) => {
      pressed.current = document.activeElement;
      submit({ act: 'others', are: String(areOthers) }, { method: 'post' });
    },
    isChecking: state !== 'idle',
  };
}
