import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { type FormAnswer, useRefusalToast } from '../../../components/form-answer.ts';
import type { Column } from '../upload-types.ts';
import { keepFocus } from './keep-focus.ts';

export interface Fill {
  /** All rows that say nothing in the column say this. */
  fill: (column: Column, text: string) => void;
  /** They say nothing again. */
  takeBack: (column: Column) => void;
  /** All rows are checked again, which takes a moment where they are many. */
  isChecking: boolean;
}

/** The id of the button that fills this column, or takes it back. There is one at a time. */
export const fillButtonId = (column: Column) => `fill-${column}`;

/** Says something once for all rows that say nothing, and takes it back. */
export function useFill(): Fill {
  const { submit, state, data } = useFetcher<FormAnswer>();
  useRefusalToast(data);
  const asked = useRef<{ column: Column; button: Element | null } | null>(null);
  // The button goes with the rows that are drawn anew, a moment after the answer.
  useEffect(() => {
    if (state === 'idle' && asked.current !== null && document.activeElement !== asked.current.button) {
      keepFocus(fillButtonId(asked.current.column));
      asked.current = null;
    }
  });
  const say = (column: Column, act: Record<string, string>) => {
    asked.current = { column, button: document.activeElement };
    submit({ ...act, column }, { method: 'post' });
  };
  return {
    fill: (column, text) => say(column, { act: 'fill', text }),
    takeBack: (column) => say(column, { act: 'takeFillBack' }),
    isChecking: state !== 'idle',
  };
}
