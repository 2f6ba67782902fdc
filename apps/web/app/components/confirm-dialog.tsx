import { AlertDialog } from 'radix-ui';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import type { Question } from './confirm.tsx';
import { footerStyles, overlayStyles, panelStyles } from './dialog-styles.ts';
import { useReturnFocus } from './use-return-focus.ts';

/** The focus starts on the safe answer; Escape is the safe answer too. */
export default function ConfirmDialog({
  question,
  onAnswer,
}: {
  question: Question;
  onAnswer: (yes: boolean) => void;
}) {
  const { title, description, confirmLabel, cancelLabel = 'Cancel', variant = 'danger' } = question;
  const returnFocus = useReturnFocus();
  return (
    <AlertDialog.Root open onOpenChange={(open) => (open ? undefined : onAnswer(false))}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyles} />
        <AlertDialog.Content {...returnFocus} className={cn(panelStyles, 'sm:max-w-md')}>
          <div className="overflow-y-auto px-5 pt-4 pb-5">
            <AlertDialog.Title className="wrap-anywhere font-semibold text-base">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-ink-muted text-sm">{description}</AlertDialog.Description>
          </div>
          <div className={footerStyles}>
            <AlertDialog.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </AlertDialog.Cancel>
            <Button variant={variant} onClick={() => onAnswer(true)}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
