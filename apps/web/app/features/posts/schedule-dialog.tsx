import { localTime, nextDate } from '@hawker/core';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { RadioCards } from '../../components/choice.tsx';
import { useClock } from '../../components/clock.tsx';
import { Dialog, DialogClose } from '../../components/dialog.tsx';
import { countOf } from '../../components/number.tsx';
import { exactTime, relativeTime, shortTime, zoneWord } from '../../components/time-words.ts';
import { ForecastNote } from './forecast-note.tsx';
import { instantOfMoment, type Moment, MomentFields, momentOf } from './moment-fields.tsx';
import { appendSelection, type PostChoice } from './post-choice.ts';
import type { ScheduleForecast } from './schedule-forecast.ts';
import { type PlanProblem, problemOf, type ScheduleMode, type SchedulePlan, stepWords } from './schedule-plan.ts';
import { useAnswer } from './use-answer.ts';

interface ScheduleDialogProps {
  /** How many posts it is for, and which. */
  posts: number;
  choice: PostChoice;
  /** The time zones of their accounts. */
  accountZones: readonly string[];
  /** What they are set to now, where that is one time. */
  current?: Date | null;
  /** What is to be known before they are scheduled. */
  warning?: string | null;
  onClose: () => void;
  /** As form fields: `at`, or `from` and `to`. */
  onSchedule: (fields: Record<string, string>) => void;
}

/** The first offers, by the person's own clock. */
const [offeredStart, offeredEnd] = ['09:00', '18:00'];

/** A date and a time by the person's own clock, with what that is for the accounts; for several also a window. */
export default function ScheduleDialog({
  posts,
  choice,
  accountZones,
  current,
  warning = null,
  onClose,
  onSchedule,
}: ScheduleDialogProps) {
  const { nowMs, zone } = useClock();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const today = localTime(new Date(nowMs), zone).date;
  const tomorrow = nextDate(today);
  const [mode, setMode] = useState<ScheduleMode>('at');
  const [first, setFirst] = useState<Moment>(() =>
    current && current.getTime() > nowMs ? momentOf(current, zone) : { date: tomorrow, time: offeredStart },
  );
  const [last, setLast] = useState<Moment>({ date: tomorrow, time: offeredEnd });
  const [problem, setProblem] = useState<PlanProblem | null>(null);
  const plan: SchedulePlan = { mode, from: instantOfMoment(first, zone), to: instantOfMoment(last, zone) };
  const forecast = useAnswer<ScheduleForecast>('/posts/schedule-plan', forecastForm(choice, plan, nowMs));
  const errorOf = (field: PlanProblem['field']) => (problem?.field === field ? problem.sentence : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemOf(plan, Date.now());
    setProblem(found);
    const { from, to } = plan;
    if (found || from === null) {
      form.current?.querySelectorAll<HTMLInputElement>('input[type=date]')[found?.field === 'to' ? 1 : 0]?.focus();
    } else if (mode === 'spread' && to !== null) {
      onSchedule({ from: from.toISOString(), to: to.toISOString() });
    } else {
      onSchedule({ at: from.toISOString() });
    }
  };

  return (
    <Dialog
      title={`Schedule ${countOf(posts, 'post')}`}
      description={posts === 1 ? 'It goes out then, or as soon after as the pace of its account allows.' : undefined}
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
        {posts > 1 ? (
          <RadioCards
            name="mode"
            legend="When"
            value={mode}
            onChange={(value) => setMode(value === 'spread' ? 'spread' : 'at')}
            options={[
              { value: 'at', label: 'All from one time on', hint: 'They follow each other at each account’s pace.' },
              {
                value: 'spread',
                label: 'Spread over a window',
                hint: 'At even steps, the oldest first. Where that is faster than an account’s pace, its pace holds.',
              },
            ]}
          />
        ) : null}
        {mode === 'spread' ? (
          <>
            <MomentFields
              legend="First post"
              moment={first}
              onChange={setFirst}
              zone={zone}
              min={today}
              error={errorOf('from')}
            />
            <MomentFields
              legend="Last post"
              moment={last}
              onChange={setLast}
              zone={zone}
              min={first.date}
              error={errorOf('to')}
            />
          </>
        ) : (
          <MomentFields moment={first} onChange={setFirst} zone={zone} min={today} error={errorOf('from')} />
        )}
        <PlanSummary posts={posts} plan={plan} accountZones={accountZones} />
        {warning === null ? null : <Banner tone="caution" title={warning} />}
        {forecast ? <ForecastNote forecast={forecast.answer} toMs={endIn(forecast.to)} isOld={forecast.isOld} /> : null}
      </form>
    </Dialog>
  );
}

/** What is asked for a plan that can be carried out; null for any other. */
function forecastForm(choice: PostChoice, plan: SchedulePlan, nowMs: number): string | null {
  const { mode, from, to } = plan;
  if (from === null || problemOf(plan, nowMs) !== null) {
    return null;
  }
  const form = new URLSearchParams({ from: from.toISOString() });
  if (mode === 'spread' && to !== null) {
    form.set('to', to.toISOString());
  }
  appendSelection(form, choice);
  return form.toString();
}

/** Of the plan that was asked about; null where it has no end. */
function endIn(form: string): number | null {
  const to = new URLSearchParams(form).get('to');
  return to === null ? null : Date.parse(to);
}

/** The same instants as every account's own clock shows them. */
function PlanSummary({
  posts,
  plan,
  accountZones,
}: Pick<ScheduleDialogProps, 'posts' | 'accountZones'> & { plan: SchedulePlan }) {
  const { nowMs, zone } = useClock();
  const { mode, from, to } = plan;
  const isSpread = mode === 'spread';
  const lengthMs = from && to ? to.getTime() - from.getTime() : 0;
  const timesIn = (where: string) => {
    const first = from?.getTime() ?? 0;
    return isSpread && to
      ? `${shortTime(first, where, nowMs)} to ${shortTime(to.getTime(), where, first)} ${zoneWord(where)}`
      : exactTime(first, where);
  };
  const others = accountZones.filter((other) => other !== zone);
  return (
    <div aria-live="polite" className="rounded-md bg-sunken px-3 py-2.5 text-sm">
      {from === null || (isSpread && to === null) ? (
        <p className="text-ink-muted">Choose a date and a time.</p>
      ) : (
        <>
          {isSpread && lengthMs > 0 ? (
            <p className="font-medium">
              {countOf(posts, 'post')}, {stepWords(posts, lengthMs)}
            </p>
          ) : null}
          <p>
            {timesIn(zone)} <span className="text-ink-muted">({relativeTime(from.getTime(), nowMs)})</span>
          </p>
          {others.slice(0, shownZones).map((other) => (
            <p key={other} className="text-ink-muted">
              For the {accountZones.length === 1 ? 'account' : 'accounts'} there: {timesIn(other)}
            </p>
          ))}
          {others.length > shownZones ? (
            <p className="text-ink-muted">The accounts have {countOf(others.length - shownZones, 'more time zone')}.</p>
          ) : null}
        </>
      )}
    </div>
  );
}

const shownZones = 3;
