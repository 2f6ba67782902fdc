import { instantOf, localTime, minuteToClock } from '@hawker/core';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { zoneWord } from '../../components/time-words.ts';

/** A date and a time as they are typed, by the clock of the person. */
export interface Moment {
  date: string;
  time: string;
}

export function momentOf(instant: Date, zone: string): Moment {
  const { date, minuteOfDay } = localTime(instant, zone);
  return { date, time: minuteToClock(minuteOfDay) };
}

/** Null while it is half typed. */
export function instantOfMoment({ date, time }: Moment, zone: string): Date | null {
  const clock = /^(\d{2}):(\d{2})/.exec(time);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !clock) {
    return null;
  }
  return instantOf(date, Number(clock[1]) * 60 + Number(clock[2]), zone);
}

interface MomentFieldsProps {
  /** `First post`; without it the fields are called Date and Time. */
  legend?: string;
  moment: Moment;
  onChange: (moment: Moment) => void;
  zone: string;
  /** The earliest date. */
  min: string;
  error: string | undefined;
}

export function MomentFields({ legend, moment, onChange, zone, min, error }: MomentFieldsProps) {
  return (
    <fieldset className="grid grid-cols-2 items-start gap-x-3 gap-y-2 sm:gap-x-4">
      {legend ? <legend className="mb-1.5 font-medium text-sm">{legend}</legend> : null}
      <Field label={legend ? <span className="font-normal text-ink-muted">Date</span> : 'Date'} required error={error}>
        {(control) => (
          <Input
            {...control}
            type="date"
            min={min}
            value={moment.date}
            onChange={(event) => onChange({ ...moment, date: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={
          legend ? (
            <span className="font-normal text-ink-muted">Time in {zoneWord(zone)}</span>
          ) : (
            `Time in ${zoneWord(zone)}`
          )
        }
        required
      >
        {(control) => (
          <Input
            {...control}
            type="time"
            value={moment.time}
            onChange={(event) => onChange({ ...moment, time: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}
