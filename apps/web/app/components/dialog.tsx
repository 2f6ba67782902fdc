import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { cn } from './cn.ts';
import { footerStyles, overlayStyles, panelStyles } from './dialog-styles.ts';
import { useReturnFocus } from './use-return-focus.ts';

interface DialogProps {
  title: string;
  description?: ReactNode;
  /** The button that opens it; absent when `open` is controlled. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Buttons at the bottom right. */
  footer?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

/** A form or a list over the page. Overview and posts load what shows one lazily. To ask yes or no: `useConfirm`. */
export function Dialog({ title, description, trigger, footer, wide = false, children, ...state }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root {...state}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayStyles} />
        <RadixDialog.Content
          {...returnFocus}
          className={cn(panelStyles, wide ? 'sm:max-w-3xl' : 'sm:max-w-lg')}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div>
              <RadixDialog.Title className="font-semibold text-base">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-1 text-ink-muted text-sm">{description}</RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <IconButton icon={X} label="Close" size="sm" className="-mr-2" />
            </RadixDialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? <div className={footerStyles}>{footer}</div> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** Around a Button in the footer that closes without doing anything. */
export const DialogClose = RadixDialog.Close;
