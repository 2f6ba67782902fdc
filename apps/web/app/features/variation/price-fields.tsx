import { usualEndings } from '@hawker/core';
import { Field } from '../../components/field.tsx';
import { Input, Select } from '../../components/input.tsx';
import type { DraftErrors, VariationDraft } from './variation-draft.ts';

interface PriceFieldsProps {
  draft: VariationDraft;
  errors: DraftErrors;
  onChange: (changes: Partial<VariationDraft>) => void;
}

/** The price rule: a percentage, then an amount, then how it ends. */
export function PriceFields({ draft, errors, onChange }: PriceFieldsProps) {
  const endings = [...new Set([...usualEndings.map(String), draft.ending])].filter((ending) => ending !== '');
  return (
    <fieldset className="grid grid-cols-[repeat(auto-fit,minmax(11.5rem,1fr))] items-start gap-4">
      <legend className="sr-only">Price</legend>
      <Field label="Price by percent" hint="+5 is dearer, -10 cheaper." error={errors.percent}>
        {(control) => (
          <Input
            {...control}
            name="percent"
            value={draft.percent}
            placeholder="0"
            autoComplete="off"
            onChange={(event) => onChange({ percent: event.target.value })}
          />
        )}
      </Field>
      <Field label="Price by amount" hint="Added after the percentage." error={errors.amount}>
        {(control) => (
          <Input
            {...control}
            name="amount"
            value={draft.amount}
            placeholder="0.00"
            autoComplete="off"
            onChange={(event) => onChange({ amount: event.target.value })}
          />
        )}
      </Field>
      <Field label="Price ending" hint="To the nearest such price." error={errors.ending}>
        {(control) => (
          <Select
            {...control}
            name="ending"
            value={draft.ending}
            onChange={(event) => onChange({ ending: event.target.value })}
          >
            <option value="">As it comes out</option>
            {endings.map((ending) => (
              <option key={ending} value={ending}>
                .{ending.padStart(2, '0')}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </fieldset>
  );
}
