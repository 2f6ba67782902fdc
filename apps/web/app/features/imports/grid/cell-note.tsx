import type { LucideIcon } from 'lucide-react';
import { cn } from '../../../components/cn.ts';

interface CellNoteProps {
  id: string;
  icon: LucideIcon;
  look: string;
  sentence: string;
}

/** A sentence under the text of a cell. */
export function CellNote({ id, icon: Icon, look, sentence }: CellNoteProps) {
  return (
    <span id={id} className={cn('-mt-1 flex items-start gap-1.5 wrap-anywhere px-3 pb-2 text-xs', look)}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0">{sentence}</span>
    </span>
  );
}
