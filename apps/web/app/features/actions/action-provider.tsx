import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { askJson } from '../../components/ask-json.ts';
import { AboveToasts } from '../../components/toast.tsx';
import { useLive } from '../live/use-live.ts';
import { ActionProgress } from './action-progress.tsx';
import type { ActionStep } from './action-step.ts';
import { type ActionView, runAction } from './run-action.ts';

interface ActionRequest {
  /** Takes the form, and then `action` of each answer until there is none. */
  address: string;
  form: URLSearchParams;
  /** `Canceling 12,431 posts` */
  label: string;
}

type Run = <Step extends ActionStep>(request: ActionRequest) => Promise<Step>;

const RunContext = createContext<Run | null>(null);

/** Does something to many, whatever page is shown meanwhile. Resolves with the last answer, rejects with a sentence. */
export function useRunAction(): Run {
  const run = useContext(RunContext);
  if (!run) {
    throw new Error('Actions are there only inside the signed-in layout.');
  }
  return run;
}

interface Shown extends ActionView {
  key: number;
  label: string;
}

interface Controls {
  isStopWanted: boolean;
  answer: ((goOn: boolean) => void) | null;
}

/** Holds what is under way above the pages, so that going to another one does not end it. */
export function ActionProvider({ children }: { children: ReactNode }) {
  const { refresh } = useLive();
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const controls = useRef(new Map<number, Controls>());
  const nextKey = useRef(1);

  const run = useCallback<Run>(
    async ({ address, form, label }) => {
      const key = nextKey.current++;
      const own: Controls = { isStopWanted: false, answer: null };
      controls.current.set(key, own);
      try {
        return await runAction({
          ask: (action) => {
            const body = action === null ? form : new URLSearchParams({ act: form.get('act') ?? '', action });
            return askJson(address, { method: 'POST', body });
          },
          show: (view) =>
            setShown((all) => [...all.filter((one) => one.key !== key), { ...view, key, label }].sort(byKey)),
          isStopWanted: () => own.isStopWanted,
          stop: (action) => {
            const body = new URLSearchParams({ act: form.get('act') ?? '', action, stop: '' });
            return askJson(address, { method: 'POST', body });
          },
          mayGoOn: () =>
            new Promise((resolve) => {
              own.answer = resolve;
            }),
        });
      } finally {
        controls.current.delete(key);
        // Once what told of it is gone, and with it perhaps what had the focus.
        requestAnimationFrame(() => requestAnimationFrame(findFocus));
        setShown((all) => all.filter((one) => one.key !== key));
        refresh();
      }
    },
    [refresh],
  );

  const stop = (key: number) => {
    const own = controls.current.get(key);
    if (own) {
      own.isStopWanted = true;
    }
  };
  const answer = (key: number, goOn: boolean) => {
    const own = controls.current.get(key);
    if (own) {
      own.isStopWanted = false;
      own.answer?.(goOn);
    }
  };
  const cards = useMemo(
    () => shown.filter(({ step, halted }) => halted !== null || step.total > worthShowing),
    [shown],
  );

  return (
    <RunContext.Provider value={run}>
      {children}
      {cards.length > 0 ? (
        <AboveToasts>
          {cards.map(({ key, label, step, halted }) => (
            <ActionProgress
              key={key}
              label={label}
              step={step}
              halted={halted}
              onStop={() => stop(key)}
              onAnswer={(goOn) => answer(key, goOn)}
            />
          ))}
        </AboveToasts>
      ) : null}
    </RunContext.Provider>
  );
}

/** The button that was pressed may be gone with the selection: then the focus goes to the page, and not to nowhere. */
function findFocus(): void {
  if (document.activeElement === document.body) {
    document.getElementById('main')?.focus({ preventScroll: true });
  }
}

/** Fewer are done before anybody could read it. */
const worthShowing = 1_000;

const byKey = (one: Shown, other: Shown) => one.key - other.key;
