import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { type FormAnswer, useRefusalToast } from '../../../components/form-answer.ts';
import type { Column } from '../upload-types.ts';
import { keepFocus } from './keep-focus.ts';

export interface LeaveOut {
  /** Columns that no row says now. */
  leftOut: readonly Column[];
  leave: (column: Column) => void;
  takeBack: (column: Column) => void;
  /** All rows are checked again, which takes a moment where they are many. */
  isChecking: boolean;
}

/** The id of the button that leaves this column out, or takes it back. There is one at a time. */
export const leaveOutButtonId = (column: Column) => `leave-out-${column}`;

/** Leaves a column out of all rows of the upload, and takes it back. */
export function useLeaveOut(leftOut: readonly Column[]): LeaveOut {
  const { submit, state, data } = useFetcher<FormAnswer>();
  useRefusalToast(data);
  const asked = useRef<Column | null>(null);
  useEffect(() => {
    if (state === 'idle' && asked.current !== null) {
      keepFocus(leaveOutButtonId(asked.current));
      asked.current = null;
    }
  }, [state]);
  const say = (act: 'leaveOut' | 'takeBack') => (column: Column) => {
    asked.current = column;
    submit({ act, column }, { method: 'post' });
  };
  return { leftOut, leave: say('leaveOut'), takeBack: say('takeBack'), isChecking: state !== 'idle' };
}
