import { describePace, type Pace, paceSchema } from '@hawker/core';
import { useState } from 'react';
import { CheckboxField } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Input, Select } from '../../components/input.tsx';
import { gapUnits, isGapUnit, paceOf, type TypedPace, typedPaceOf } from './pace-form.ts';

interface PaceFieldsProps {
  defaultPace: Pace;
  /** By path: `pace.minGapSeconds`. */
  errors: Readonly<Record<string, string>>;
  /** Nothing goes out by itself: only the number of a day counts. */
  onlyPerDay: boolean;
}

/** How fast the account may post, and what that means in words while it is typed. */
export function PaceFields({ defaultPace, errors, onlyPerDay }: PaceFieldsProps) {
  const [typed, setTyped] = useState<TypedPace>(() => typedPaceOf(defaultPace));
  const change = (part: Partial<TypedPace>) => setTyped((current) => ({ ...current, ...part }));
  const pace = paceSchema.safeParse(paceOf(typed));
  const perDay = (
    <Field
      label={onlyPerDay ? 'Into sheets a day, at most' : 'Posts a day, at most'}
      required
      error={errors['pace.postsPerDay']}
    >
      {(control) => (
        <Input
          {...control}
          name="postsPerDay"
          inputMode="numeric"
          autoComplete="off"
          value={typed.postsPerDay}
          onChange={(event) => change({ postsPerDay: event.target.value })}
        />
      )}
    </Field>
  );
  if (onlyPerDay) {
    return (
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold text-base">Pace</legend>
        <input type="hidden" name="gap" value="0" />
        <div className="grid items-start gap-4 sm:grid-cols-2">{perDay}</div>
        <p className="text-ink-muted text-sm">
          You upload the sheets when you like, so there is no gap and no quiet hours.
        </p>
      </fieldset>
    );
  }
  const quietError = errors['pace.quietStartMinute'] ?? errors['pace.quietEndMinute'];
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-semibold text-base">Pace</legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <div className="flex items-start gap-2">
          <Field label="Gap between posts" required error={errors['pace.minGapSeconds']} className="flex-1">
            {(control) => (
              <Input
                {...control}
                name="gap"
                inputMode="decimal"
                autoComplete="off"
                value={typed.gap}
                onChange={(event) => change({ gap: event.target.value })}
              />
            )}
          </Field>
          <Select
            name="gapUnit"
            aria-label="Unit of the gap"
            className="mt-6.5 w-32"
            value={typed.gapUnit}
            onChange={({ target }) => change({ gapUnit: isGapUnit(target.value) ? target.value : 'seconds' })}
          >
            {Object.keys(gapUnits).map((unit) => (
              <option key={unit}>{unit}</option>
            ))}
          </Select>
        </div>
        {perDay}
      </div>
      <CheckboxField
        name="quiet"
        label="Quiet hours"
        hint="Nothing is posted between these times, by the account’s own clock."
        checked={typed.quiet}
        onChange={(event) => change({ quiet: event.target.checked })}
      />
      {typed.quiet ? (
        <div className="grid grid-cols-2 items-start gap-4">
          <Field label="From" required error={quietError}>
            {(control) => (
              <Input
                {...control}
                type="time"
                name="quietFrom"
                value={typed.quietFrom}
                onChange={(event) => change({ quietFrom: event.target.value })}
              />
            )}
          </Field>
          <Field label="To" required>
            {(control) => (
              <Input
                {...control}
                type="time"
                name="quietTo"
                value={typed.quietTo}
                onChange={(event) => change({ quietTo: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : null}
      <output className="block rounded-md bg-sunken px-4 py-3 text-sm">
        {pace.success ? describePace(pace.data) : 'Fill in the pace to see what it means in a day.'}
      </output>
    </fieldset>
  );
}
