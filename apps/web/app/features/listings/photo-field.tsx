import { photoRules } from '@hawker/core';
import { ArrowLeft, ArrowRight, ImagePlus, RotateCw, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { cn } from '../../components/cn.ts';
import { Photo } from '../../components/photo.tsx';
import { type Direction, useKeptFocus } from './use-kept-focus.ts';
import type { FormPhoto, Photos } from './use-photos.ts';

interface PhotoFieldProps {
  photos: Photos;
  max: { count: number; channel: string | null };
  error: string | undefined;
}

/** Photos in their order; the first one is what buyers see in a list. */
export function PhotoField({ photos, max, error }: PhotoFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const list = photos.photos;
  const cards = useRef<HTMLUListElement>(null);
  const keepFocus = useKeptFocus(cards, list.map(({ key }) => key).join(' '));
  const move = (key: string, to: number, direction: Direction) => {
    keepFocus(key, direction);
    photos.move(key, to);
    setSaid(`Now photo ${to + 1} of ${list.length}`);
  };
  return (
    <fieldset>
      <legend className="flex w-full justify-between gap-3 font-medium text-sm">
        <span>
          Photos <span className="font-normal text-ink-muted">(optional)</span>
        </span>
        <span className={cn('font-normal text-xs', list.length > max.count ? 'text-bad-ink' : 'text-ink-muted')}>
          {list.length} of {max.count}
          {max.channel ? `, ${max.channel}` : null}
        </span>
      </legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(event.dataTransfer.types.includes('Files'));
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!event.currentTarget.matches(':disabled *')) {
            photos.add([...event.dataTransfer.files]);
          }
        }}
        className={cn(
          'mt-1.5 rounded-md border border-dashed p-3',
          over ? 'border-accent bg-accent-tint' : 'border-edge',
        )}
      >
        {list.length > 0 ? (
          <ul ref={cards} className="mb-3 grid grid-cols-2 gap-3 sm:grid-cols-3">
            {list.map((photo, index) => (
              <li
                key={photo.key}
                data-photo={photo.key}
                draggable
                onDragStart={() => setDragged(photo.key)}
                onDragEnd={() => setDragged(null)}
                onDragEnter={() => dragged && dragged !== photo.key && photos.move(dragged, index)}
                className={cn('min-w-0', dragged === photo.key && 'opacity-55')}
              >
                <PhotoCard photo={photo} index={index} count={list.length} photos={photos} onMove={move} />
              </li>
            ))}
          </ul>
        ) : null}
        <input
          ref={input}
          type="file"
          multiple
          accept={photoRules.accept.join(',')}
          aria-label="Choose photos"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            photos.add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button icon={ImagePlus} size="sm" onClick={() => input.current?.click()}>
            Add photos
          </Button>
          <p className="text-ink-muted text-sm">
            JPEG, PNG or WebP, at least {photoRules.minSidePx} x {photoRules.minSidePx}, at most 8 MB each. The first
            one is what buyers see in a list.
          </p>
        </div>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {photos.leftOut ? (
        <p role="alert" className="mt-1.5 text-caution-ink text-sm">
          {photos.leftOut}
        </p>
      ) : null}
      {error ? (
        <p role="alert" className="mt-1.5 text-bad-ink text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

interface PhotoCardProps {
  photo: FormPhoto;
  index: number;
  count: number;
  photos: Photos;
  onMove: (key: string, to: number, direction: Direction) => void;
}

function PhotoCard({ photo, index, count, photos, onMove }: PhotoCardProps) {
  const { key, name, progress, error, waiting } = photo;
  const place = `photo ${index + 1} of ${count}`;
  return (
    <div className="rounded-md border bg-surface p-2">
      {photo.id ? <input type="hidden" name="photoId" value={photo.id} /> : null}
      <div className="relative">
        <Photo
          src={photo.src}
          alt={`Photo ${index + 1}: ${name}`}
          size="fill"
          className={cn(progress !== null && 'opacity-55')}
        />
        {progress !== null ? (
          <div className="absolute inset-x-2 bottom-2">
            <progress aria-label={`Sending ${name}`} value={progress} max={1} className="h-1.5 w-full accent-accent" />
          </div>
        ) : null}
      </div>
      {error ? <p className="mt-1.5 break-words text-bad-ink text-xs">{error}</p> : null}
      {waiting ? <p className="mt-1.5 text-ink-muted text-xs">{waiting}</p> : null}
      <div className="mt-1 flex justify-between">
        <span className="flex">
          <IconButton
            icon={ArrowLeft}
            size="sm"
            variant="ghost"
            label={`Move ${place} forward`}
            data-move="forward"
            disabled={index === 0}
            onClick={() => onMove(key, index - 1, 'forward')}
          />
          <IconButton
            icon={ArrowRight}
            size="sm"
            variant="ghost"
            label={`Move ${place} back`}
            data-move="back"
            disabled={index === count - 1}
            onClick={() => onMove(key, index + 1, 'back')}
          />
        </span>
        <span className="flex">
          {error && photo.file ? (
            <IconButton
              icon={RotateCw}
              size="sm"
              variant="ghost"
              label={`Send ${name} again`}
              onClick={() => photos.retry(key)}
            />
          ) : null}
          <IconButton
            icon={X}
            size="sm"
            variant="ghost"
            label={progress === null ? `Remove ${place}` : `Stop sending ${name}`}
            onClick={() => photos.remove(key)}
          />
        </span>
      </div>
    </div>
  );
}
