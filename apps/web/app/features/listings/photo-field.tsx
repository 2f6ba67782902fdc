import { photoRules } from '@hawker/core';
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { cn } from '../../components/cn.ts';
import { nextToRemove } from './next-to-remove.ts';
import { PhotoCard } from './photo-card.tsx';
import { useFocusAfter } from './use-focus-after.ts';
import type { Photos } from './use-photos.ts';

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
  const list = photos.photos;
  const field = useRef<HTMLDivElement>(null);
  const focusAfter = useFocusAfter(field, list.map(({ key }) => key).join(' '));
  const cardOf = (key: string) => `[data-photo="${CSS.escape(key)}"]`;
  const move = (key: string, to: number) => {
    // At the end of the list the button that was pressed goes out of use.
    const [same, other] = to < list.findIndex((photo) => photo.key === key) ? ['forward', 'back'] : ['back', 'forward'];
    focusAfter([same, other].map((direction) => `${cardOf(key)} [data-move="${direction}"]:enabled`));
    photos.move(key, to);
  };
  const remove = (key: string) => {
    const next = nextToRemove(list, key);
    focusAfter([...(next === null ? [] : [`${cardOf(next)} [data-remove]`]), '[data-add]']);
    photos.remove(key);
  };
  return (
    <fieldset id="photos" className="scroll-mt-20">
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
        ref={field}
        onDragOver={(event) => {
          event.preventDefault();
          // A photo of this list that is dragged counts as a file too, to the browser.
          setOver(dragged === null && event.dataTransfer.types.includes('Files'));
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (dragged === null && !event.currentTarget.matches(':disabled *')) {
            photos.add([...event.dataTransfer.files]);
          }
        }}
        className={cn(
          'mt-1.5 rounded-md border border-dashed p-3',
          over ? 'border-accent bg-accent-tint' : 'border-edge',
        )}
      >
        {list.length > 0 ? (
          <ul className="mb-3 grid grid-cols-2 gap-3 sm:grid-cols-3">
            {list.map((photo, index) => (
              <li
                key={photo.key}
                data-photo={photo.key}
                draggable
                onDragStart={() => setDragged(photo.key)}
                onDragEnd={() => setDragged(null)}
                onDragEnter={() => dragged && dragged !== photo.key && photos.move(dragged, index)}
                className={cn('min-w-0 cursor-grab', dragged === photo.key && 'opacity-55')}
              >
                <PhotoCard
                  photo={photo}
                  index={index}
                  count={list.length}
                  onMove={(to) => move(photo.key, to)}
                  onRetry={() => photos.retry(photo.key)}
                  onRemove={() => remove(photo.key)}
                />
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
          <Button icon={ImagePlus} size="sm" data-add onClick={() => input.current?.click()}>
            Add photos
          </Button>
          <p className="text-ink-muted text-sm">
            JPEG, PNG or WebP, at least {photoRules.minSidePx} x {photoRules.minSidePx}, at most{' '}
            {photoRules.maxBytes / 1_048_576} MB each. Buyers see the cover in a list.
          </p>
        </div>
      </div>
      <p role="status" className="sr-only">
        {photos.said}
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
