import { useFetcher } from '@remix-run/react';
import { type FormAnswer, useRefusalToast } from '../../../components/form-answer.ts';
import type { Column } from '../upload-types.ts';

export interface LeaveOut {
  /** Columns that no row says now. */
  leftOut: readonly Column[];
  leave: (column: Column) => void;
  takeBack: (column: Column) => void;
  /** All rows are checked again, which takes a moment where they are many. */
  isChecking: boolean;
}

/** Leaves a column out of all rows of the upload, and takes it back. */
export function useLeaveOut(leftOut: readonly Column[]): LeaveOut {
  const { submit, state, data } = useFetcher<FormAnswer>();
  useRefusalToast(data);
  const say = (columns: readonly Column[]) => {
    const form = new FormData();
    form.set('act', 'leaveOut');
    for (const column of columns) {
      form.append('column', column);
    }
    submit(form, { method: 'post' });
  };
  return {
    leftOut,
    leave: (column) => say([...leftOut, column]),
    takeBack: (column) => say(leftOut.filter((one) => one !== column)),
    isChecking: state !== 'idle',
  };
}
