import { instantOf, localTime, minuteToClock } from '@hawker/core';
import { useState } from 'react';
import { RadioCards } from '../../components/choice.tsx';
import { useClock } from '../../components/clock.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { zoneWord } from '../../components/time-words.ts';

export type When = 'now' | 'at' | 'draft';

interface WhenFieldsProps {
  when: When;
  onChange: (when: When) => void;
  error?: string | undefined;
}

const hourMs = 3_600_000;

/** When posts go out: form fields `when` and `at` (an instant). */
export function WhenFields({ when, onChange, error }: WhenFieldsProps) {
  const { nowMs, zone } = useClock();
  const later = localTime(new Date(nowMs + hourMs), zone);
  const [wall, setWall] = useState<string | null>(null);
  const shown = wall ?? `${later.date}T${minuteToClock(later.minuteOfDay)}`;
  return (
    <div className="grid gap-3">
      <RadioCards
        name="when"
        legend="When"
        value={when}
        onChange={(value) => onChange(value === 'at' || value === 'draft' ? value : 'now')}
        options={[
          { value: 'now', label: 'Now', hint: 'As soon as each account’s pace allows.' },
          { value: 'at', label: 'At a time', hint: 'They wait until then, also if this page is closed.' },
          { value: 'draft', label: 'Keep as drafts', hint: 'Nothing goes out until you press Publish.' },
        ]}
      />
      {when === 'at' ? (
        <Field label={`Date and time, ${zoneWord(zone)}`} required error={error}>
          {(control) => (
            <Input {...control} type="datetime-local" value={shown} onChange={(event) => setWall(event.target.value)} />
          )}
        </Field>
      ) : null}
      <input type="hidden" name="at" value={when === 'at' ? instantOfWall(shown, zone) : ''} />
    </div>
  );
}

/** `2026-05-01T14:30` on the wall clock of the zone, as an instant; empty while it is half typed. */
function instantOfWall(wall: string, zone: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(wall);
  const [, date, hours, minutes] = match ?? [];
  return date ? instantOf(date, Number(hours) * 60 + Number(minutes), zone).toISOString() : '';
}
