import { useEffect, useId, useState } from 'react';
import { useClock } from '../../components/clock.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { shortTime } from '../../components/time-words.ts';

interface ZoneFieldProps {
  /** Without one, the person's own zone. */
  defaultZone: string | null;
  error: string | undefined;
}

/** Typed in part and chosen from the browser's own list: 400 zones are too many to scroll through. */
export function ZoneField({ defaultZone, error }: ZoneFieldProps) {
  const clock = useClock();
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(defaultZone);
  const zone = typed ?? clock.zone;
  // Not on the server: its list and the browser's may differ, and the page works without.
  const [zones, setZones] = useState<readonly string[]>([]);
  useEffect(() => setZones(['UTC', ...Intl.supportedValuesOf('timeZone')]), []);
  const now = timeThere(clock.nowMs, zone);
  return (
    <Field
      label="Time zone"
      required
      error={error}
      hint={
        now === null
          ? 'Its day, its quiet hours and its times go by this clock. Type a city, such as Berlin.'
          : `Its day, its quiet hours and its times go by this clock. It is ${now} there now.`
      }
    >
      {(control) => (
        <>
          <Input
            {...control}
            name="timeZone"
            list={listId}
            value={zone}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
          <datalist id={listId}>
            {zones.map((known) => (
              <option key={known} value={known} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** `14:30`; null while what is typed is no zone yet. */
function timeThere(nowMs: number, zone: string): string | null {
  try {
    return shortTime(nowMs, zone, nowMs);
  } catch {
    return null;
  }
}
