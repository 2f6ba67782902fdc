import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';

export interface Question {
  /** Names the object: `Delete “Oak table”?` */
  title: string;
  /** What happens, and whether it can be undone. */
  description: string;
  /** A verb and its object: `Delete listing`. */
  confirmLabel: string;
  /** Says that nothing changes: `Keep listing`. */
  cancelLabel?: string;
  /** `danger` unless nothing is lost. */
  variant?: 'danger' | 'primary';
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

/** Asked for rarely, so it is not part of the first load. */
const ConfirmDialog = lazy(() => import('./confirm-dialog.tsx'));

/** `if (await ask({ title: 'Delete “Oak table”?', ... })) ...`: true only when the person said so. */
export function useConfirm(): Ask {
  return useContext(ConfirmContext);
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [pending, setPending] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const ask = useCallback<Ask>((question) => new Promise((answer) => setPending({ question, answer })), []);
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      {pending ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            question={pending.question}
            onAnswer={(yes) => {
              setPending(null);
              pending.answer(yes);
            }}
          />
        </Suspense>
      ) : null}
    </ConfirmContext.Provider>
  );
}
