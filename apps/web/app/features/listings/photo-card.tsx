import { ArrowLeft, ArrowRight, RotateCw, X } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { cn } from '../../components/cn.ts';
import { Photo } from '../../components/photo.tsx';
import type { FormPhoto } from './use-photos.ts';

interface PhotoCardProps {
  photo: FormPhoto;
  /** Counted from 0. */
  index: number;
  count: number;
  onMove: (to: number) => void;
  onRetry: () => void;
  onRemove: () => void;
}

/** One photo with what can be done with it; while it is sent, how far it has got; when it was refused, why. */
export function PhotoCard({ photo, index, count, onMove, onRetry, onRemove }: PhotoCardProps) {
  const { name, progress, error, waiting, file } = photo;
  const place = `photo ${index + 1} of ${count}`;
  return (
    <div className={cn('flex h-full flex-col rounded-md border bg-surface p-2', error && 'border-bad-solid')}>
      {photo.id ? <input type="hidden" name="photoId" value={photo.id} /> : null}
      <div className="relative">
        <Photo
          src={photo.src}
          alt={`Photo ${index + 1}: ${name}`}
          size="fill"
          className={cn((progress !== null || error) && 'opacity-55')}
        />
        {index === 0 ? (
          <span className="absolute top-1.5 left-1.5 rounded-sm bg-surface px-1.5 py-0.5 font-medium text-xs">
            Cover
          </span>
        ) : null}
        {progress !== null ? <SendProgress name={name} progress={progress} waiting={waiting} /> : null}
      </div>
      {error ? (
        <p className="mt-1.5 wrap-anywhere text-bad-ink text-xs">
          <span className="block truncate font-medium" title={name}>
            {name}
          </span>{' '}
          {error}
        </p>
      ) : null}
      {error && file ? (
        <Button icon={RotateCw} size="sm" className="mt-1.5" aria-label={`Send again: ${name}`} onClick={onRetry}>
          Send again
        </Button>
      ) : null}
      {waiting && progress === null ? <p className="mt-1.5 text-ink-muted text-xs">{waiting}</p> : null}
      <div className="mt-auto flex justify-between pt-1">
        <span className="flex">
          <IconButton
            icon={ArrowLeft}
            size="sm"
            label={`Move ${place} forward`}
            data-move="forward"
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          />
          <IconButton
            icon={ArrowRight}
            size="sm"
            label={`Move ${place} back`}
            data-move="back"
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          />
        </span>
        <IconButton
          icon={X}
          size="sm"
          label={progress === null ? `Remove ${place}` : `Stop sending ${name}`}
          data-remove=""
          onClick={onRemove}
        />
      </div>
    </div>
  );
}

interface SendProgressProps {
  name: string;
  /** 0 to 1. */
  progress: number;
  /** Why it has not begun. */
  waiting: string | null;
}

/** Lies over the photo, so that nothing moves when it goes. */
function SendProgress({ name, progress, waiting }: SendProgressProps) {
  const percent = Math.floor(progress * 100);
  const words = waiting ?? (progress === 1 ? 'Checking' : `${percent}%`);
  return (
    <div className="absolute inset-x-1.5 bottom-1.5 flex h-6 items-center gap-2 rounded-sm bg-surface px-1.5 text-xs">
      <div
        role="progressbar"
        aria-label={`Sending ${name}`}
        aria-valuenow={percent}
        aria-valuetext={words}
        className="h-1.5 min-w-4 flex-1 overflow-hidden rounded-full bg-pressed"
      >
        <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </div>
      <span aria-hidden className="tabular-nums">
        {words}
      </span>
    </div>
  );
}
