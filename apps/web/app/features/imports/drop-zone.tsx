import { FileSpreadsheet } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { cn } from '../../components/cn.ts';

interface DropZoneProps {
  title: string;
  /** The button's words. */
  choose: string;
  accept: string;
  /** What stands instead of the button while files are on their way. Dropping more is still heard, to be answered. */
  busy?: ReactNode;
  onFiles: (files: readonly File[]) => void;
  children?: ReactNode;
}

/** A place to drop files on; a button does the same for keyboard and phone. */
export function DropZone({ title, choose, accept, busy = null, onFiles, children }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) {
      onFiles(files);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      className={cn(
        'grid min-h-64 content-center justify-items-center gap-3 rounded-md border border-dashed px-6 py-10 text-center transition-colors',
        over ? 'border-accent bg-accent-tint' : 'border-edge bg-surface',
      )}
    >
      <span className="grid size-10 place-items-center rounded-full bg-neutral-tint text-neutral-ink">
        <FileSpreadsheet aria-hidden className="size-5" />
      </span>
      <input
        ref={input}
        type="file"
        multiple
        accept={accept}
        tabIndex={-1}
        aria-label={choose}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      {busy ?? (
        <>
          <p className="font-semibold text-base">{title}</p>
          <Button variant="primary" onClick={() => input.current?.click()}>
            {choose}
          </Button>
          {children ? <div className="max-w-lg text-ink-muted text-sm">{children}</div> : null}
        </>
      )}
    </div>
  );
}
