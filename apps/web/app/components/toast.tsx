import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button, IconButton } from './button.tsx';

export interface ToastMessage {
  /** What happened, with the object's name: `Listing "Oak table" deleted`. */
  text: string;
  tone?: 'good' | 'bad';
  /** Takes the act back. */
  undo?: () => void;
  /** How long it stays, in milliseconds. 6 s, 10 s with undo; it waits while the pointer or the focus is on it. */
  durationMs?: number;
}

type Show = (message: ToastMessage) => void;
type Shown = ToastMessage & { key: number };

const ToastContext = createContext<Show>(() => undefined);

/** At most so many at a time: the oldest goes first. */
const maxToasts = 3;

export function useToast(): Show {
  return useContext(ToastContext);
}

const regionId = 'above-toasts';

/** Stands above the toasts, for what tells of something that is still under way. Never part of a page as it is loaded. */
export function AboveToasts({ children }: { children: ReactNode }) {
  const region = document.getElementById(regionId);
  return region ? createPortal(children, region) : null;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const nextKey = useRef(1);
  const show = useCallback<Show>((message) => {
    const toast = { ...message, key: nextKey.current };
    nextKey.current += 1;
    setToasts((shown) => [...shown, toast].slice(-maxToasts));
  }, []);
  const dismiss = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), []);

  return (
    <ToastContext.Provider value={show}>
      {children}
      <div
        data-print="hide"
        // Above the bar of what is selected, which says how far up it is: a toast must not lie on the button that is
        // pressed next.
        className="pointer-events-none fixed inset-x-4 bottom-[var(--above-selection-bar,--spacing(18))] z-50 grid justify-items-center gap-2 sm:right-6 sm:bottom-[var(--above-selection-bar,--spacing(6))] sm:left-auto sm:justify-items-end"
      >
        <div id={regionId} className="contents" />
        <section
          aria-label="Notifications"
          aria-live="polite"
          className="grid w-full justify-items-center gap-2 sm:justify-items-end"
        >
          {toasts.map((toast) => (
            <Toast key={toast.key} toast={toast} onDismiss={dismiss} />
          ))}
        </section>
      </div>
    </ToastContext.Provider>
  );
}

function Toast({ toast, onDismiss }: { toast: Shown; onDismiss: (key: number) => void }) {
  const { key, text, tone = 'good', undo } = toast;
  const durationMs = toast.durationMs ?? (undo ? 10_000 : 6_000);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) {
      return;
    }
    const timer = setTimeout(() => onDismiss(key), durationMs);
    return () => clearTimeout(timer);
  }, [held, key, durationMs, onDismiss]);

  const Icon = tone === 'good' ? CircleCheck : CircleAlert;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while it is being read; its acts are buttons.
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="appear pointer-events-auto flex w-full max-w-md items-center gap-3 rounded-md border bg-raised py-2 pr-2 pl-4 text-sm shadow-raised sm:min-w-80"
    >
      <Icon
        aria-hidden
        className={tone === 'good' ? 'size-4 shrink-0 text-good-ink' : 'size-4 shrink-0 text-bad-ink'}
      />
      <p className="min-w-0 flex-1 wrap-anywhere">{text}</p>
      {undo ? (
        <Button
          size="sm"
          onClick={() => {
            undo();
            onDismiss(key);
          }}
        >
          Undo
        </Button>
      ) : null}
      <IconButton icon={X} size="sm" label="Dismiss" onClick={() => onDismiss(key)} />
    </div>
  );
}

/** Shows a message once when it arrives, for instance from an action's answer. */
export function useToastOnce(message: ToastMessage | null | undefined): void {
  const show = useToast();
  const last = useRef<ToastMessage | null>(null);
  const current = useMemo(() => message ?? null, [message]);
  useEffect(() => {
    if (current && current !== last.current) {
      last.current = current;
      show(current);
    }
  }, [current, show]);
}
