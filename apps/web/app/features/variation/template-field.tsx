import { type VariationVariable, variationVariables } from '@hawker/core';
import { useEffect, useRef } from 'react';
import { Field } from '../../components/field.tsx';
import { Input, Textarea } from '../../components/input.tsx';

interface TemplateFieldProps {
  name: string;
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  lines: number;
  onChange: (value: string) => void;
}

/** A text with variables in it; each can be put where the cursor is by a press. */
export function TemplateField({ name, label, hint, value, error, lines, onChange }: TemplateFieldProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Where the cursor goes once the text that was put in is in the field. */
  const cursor = useRef<number | null>(null);
  const insert = (variable: VariationVariable) => {
    const { selectionStart, selectionEnd } = field.current ?? {};
    const from = selectionStart ?? value.length;
    const to = selectionEnd ?? value.length;
    const word = `{${variable}}`;
    cursor.current = from + word.length;
    onChange(`${value.slice(0, from)}${word}${value.slice(to)}`);
  };
  // Right after the press, not a frame later: whoever goes on typing at once would have the cursor moved under the hands.
  useEffect(() => {
    if (cursor.current !== null && field.current?.value === value) {
      field.current.focus();
      field.current.setSelectionRange(cursor.current, cursor.current);
      cursor.current = null;
    }
  }, [value]);
  return (
    <div className="grid gap-2">
      <Field label={label} hint={hint} error={error}>
        {(control) => {
          const shared = { ...control, ref: field, name, value, dir: 'auto' };
          return lines === 1 ? (
            <Input {...shared} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
          ) : (
            <Textarea {...shared} rows={lines} onChange={(event) => onChange(event.target.value)} />
          );
        }}
      </Field>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Put into the {label.toLowerCase()}</legend>
        {variationVariables.map((variable) => (
          <button
            key={variable}
            type="button"
            aria-label={`Put in the ${variable}`}
            onClick={() => insert(variable)}
            className="h-7 rounded-full border bg-surface px-2.5 text-ink-muted text-xs transition-colors hover:bg-hover hover:text-ink"
          >
            {`{${variable}}`}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
