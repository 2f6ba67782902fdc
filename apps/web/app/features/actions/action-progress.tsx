import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../components/number.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { type ActionStep, doneOf } from './action-step.ts';
import type { ActionView } from './run-action.ts';

interface ActionProgressProps {
  label: string;
  step: ActionStep;
  halted: ActionView['halted'];
  onStop: () => void;
  onAnswer: (goOn: boolean) => void;
}

/** A long action while it goes on. Stopped, it is whole up to there, and can be gone on with. */
export function ActionProgress({ label, step, halted, onStop, onAnswer }: ActionProgressProps) {
  const [isStopping, setStopping] = useState(false);
  const done = doneOf(step);
  const isHalted = halted !== null;
  const card = useRef<HTMLElement>(null);
  // The button that was pressed goes with the selection, and Stop goes when it is pressed. The next Tab is then here.
  useEffect(() => {
    if (document.activeElement === document.body) {
      card.current?.focus({ preventScroll: true });
    }
  }, [isHalted]);
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label={label}
      className="appear pointer-events-auto grid w-full max-w-md gap-2.5 rounded-md border bg-raised p-4 text-sm shadow-raised sm:w-96"
    >
      <p className="font-medium">{label}</p>
      <ProgressBar label={label} done={done} total={step.total} />
      {halted ? (
        <>
          <p className="flex items-start gap-1.5 text-ink-muted">
            {halted.problem === null ? null : (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-ink" />
            )}
            {halted.problem ?? `Stopped. ${formatCount(step.total - done)} are as they were.`}
          </p>
          <div className="flex justify-end gap-2">
            <Button size="sm" onClick={() => onAnswer(false)}>
              Leave the rest
            </Button>
            <Button
              size="sm"
              variant="primary"
              onClick={() => {
                setStopping(false);
                onAnswer(true);
              }}
            >
              Go on
            </Button>
          </div>
        </>
      ) : (
        <div className="flex items-center justify-between gap-2">
          <p className="text-ink-muted">It goes on, also when this tab is closed.</p>
          <Button
            size="sm"
            busy={isStopping}
            onClick={() => {
              setStopping(true);
              onStop();
            }}
          >
            Stop
          </Button>
        </div>
      )}
    </section>
  );
}
