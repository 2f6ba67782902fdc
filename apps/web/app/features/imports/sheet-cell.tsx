// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells hold the buttons that take the focus.
import { useFetcher } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cn } from '../../components/cn.ts';
import { type FormAnswer, useRefusalToast } from '../../components/form-answer.ts';
import { type Column, columnNames } from './sheet-columns.ts';

interface SheetCellProps {
  row: number;
  column: Column;
  text: string;
  error: string | null;
}

/** One cell: text that becomes a field when it is pressed. Enter or leaving keeps the change, Escape does not. */
export function SheetCell({ row, column, text, error }: SheetCellProps) {
  const fetcher = useFetcher<FormAnswer>();
  useRefusalToast(fetcher.data);
  const [draft, setDraft] = useState<string | null>(null);
  const errorId = useId();
  // What was typed stands until the checked rows come back.
  const pending = fetcher.formData?.get('text');
  const shown = typeof pending === 'string' ? pending : text;

  // By key the cell is left where it was: the focus would be lost with the field.
  const button = useRef<HTMLButtonElement>(null);
  const leftByKey = useRef(false);
  useEffect(() => {
    if (draft === null && leftByKey.current) {
      leftByKey.current = false;
      button.current?.focus();
    }
  }, [draft]);

  const keep = () => {
    if (draft !== null && draft.trim() !== text) {
      fetcher.submit({ row: String(row), column, text: draft }, { method: 'post' });
    }
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      leftByKey.current = true;
      keep();
    } else if (event.key === 'Escape') {
      leftByKey.current = true;
      setDraft(null);
    }
  };
  const name = `${columnNames[column]}, row ${row}`;
  return (
    <div role="cell" className={cn('min-w-0 border-l', error && 'bg-bad-tint')}>
      {draft === null ? (
        <button
          ref={button}
          type="button"
          aria-label={`${name}: ${shown === '' ? 'empty' : shown}`}
          aria-describedby={error ? errorId : undefined}
          onClick={() => setDraft(shown)}
          className="block h-10 w-full cursor-text truncate px-3 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
          dir="auto"
          title={shown}
        >
          {shown === '' ? <span className="text-ink-muted">{error ? 'Empty' : '–'}</span> : shown}
        </button>
      ) : (
        <input
          aria-label={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          // biome-ignore lint/a11y/noAutofocus: the person has just pressed this very cell.
          autoFocus
          value={draft}
          dir="auto"
          onChange={(event) => setDraft(event.target.value)}
          onBlur={keep}
          onKeyDown={onKeyDown}
          className="h-10 w-full bg-surface px-3 text-sm outline-2 outline-focus -outline-offset-2"
        />
      )}
      {error ? (
        <p id={errorId} className="flex items-start gap-1.5 px-3 pb-2 text-bad-ink text-xs">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
