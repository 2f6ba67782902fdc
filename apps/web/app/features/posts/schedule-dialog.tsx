import { instantOf, localTime, minuteToClock, nextDate } from '@hawker/core';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useClock } from '../../components/clock.tsx';
import { Dialog, DialogClose } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { countOf } from '../../components/number.tsx';
import { exactTime, relativeTime, zoneWord } from '../../components/time-words.ts';

interface ScheduleDialogProps {
  /** How many posts it is for. */
  posts: number;
  /** The time zones of their accounts. */
  accountZones: readonly string[];
  /** What they are set to now, where that is one time. */
  current?: Date | null;
  onClose: () => void;
  onSchedule: (at: Date) => void;
}

/** The first offer: tomorrow at nine, by the person's own clock. */
const offeredMinute = 9 * 60;

/** A date and a time by the person's own clock, with what that is for the accounts. */
export default function ScheduleDialog({ posts, accountZones, current, onClose, onSchedule }: ScheduleDialogProps) {
  const { nowMs, zone } = useClock();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const today = localTime(new Date(nowMs), zone).date;
  const start = current && current.getTime() > nowMs ? localTime(current, zone) : null;
  const [date, setDate] = useState(start?.date ?? nextDate(today));
  const [time, setTime] = useState(minuteToClock(start?.minuteOfDay ?? offeredMinute));
  const [error, setError] = useState<string | undefined>(undefined);
  const at = instantFrom(date, time, zone);
  const others = accountZones.filter((other) => other !== zone);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problem = at === null ? 'Give a date and a time.' : at.getTime() <= Date.now() ? pastSentence : undefined;
    setError(problem);
    if (problem === undefined && at !== null) {
      onSchedule(at);
    } else {
      form.current?.querySelector('input')?.focus();
    }
  };

  return (
    <Dialog
      title={`Schedule ${countOf(posts, 'post')}`}
      description={
        posts === 1
          ? 'It goes out then, or as soon after as the pace of its account allows.'
          : 'Posts of one account still keep its pace: they follow each other from this time on.'
      }
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary">
            Schedule {countOf(posts, 'post')}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form} onSubmit={submit} noValidate className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Date" required error={error}>
            {(control) => (
              <Input
                {...control}
                type="date"
                min={today}
                value={date}
                onChange={(event) => setDate(event.target.value)}
              />
            )}
          </Field>
          <Field label={`Time in ${zoneWord(zone)}`} required>
            {(control) => (
              <Input {...control} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
            )}
          </Field>
        </div>
        <div aria-live="polite" className="rounded-md bg-sunken px-3 py-2.5 text-sm">
          {at === null ? (
            <p className="text-ink-muted">Choose a date and a time.</p>
          ) : (
            <>
              <p>
                {exactTime(at.getTime(), zone)}{' '}
                <span className="text-ink-muted">({relativeTime(at.getTime(), nowMs)})</span>
              </p>
              {others.map((other) => (
                <p key={other} className="text-ink-muted">
                  For the {accountZones.length === 1 ? 'account' : 'accounts'} there: {exactTime(at.getTime(), other)}
                </p>
              ))}
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}

const pastSentence = 'This time has passed. Choose a later one, or publish now.';

function instantFrom(date: string, time: string, zone: string): Date | null {
  const clock = /^(\d{2}):(\d{2})/.exec(time);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !clock) {
    return null;
  }
  return instantOf(date, Number(clock[1]) * 60 + Number(clock[2]), zone);
}
