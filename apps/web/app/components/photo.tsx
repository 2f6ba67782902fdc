import { ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from './cn.ts';

interface PhotoProps {
  src: string | null | undefined;
  /** Empty where the title stands beside it. */
  alt: string;
  /** `row` 28 px, `card` 48 px, `fill` as wide as its place, square. */
  size?: 'row' | 'card' | 'fill';
  className?: string;
}

const sizes = { row: 'size-7 min-w-7', card: 'size-12 min-w-12', fill: 'aspect-square w-full' } as const;

export function Photo({ src, alt, size = 'row', className }: PhotoProps) {
  const [brokenSrc, setBrokenSrc] = useState<string | null>(null);
  const image = useRef<HTMLImageElement>(null);
  // It may have failed before the page was hydrated: then no error event comes.
  useEffect(() => {
    if (src && image.current?.complete && image.current.naturalWidth === 0) {
      setBrokenSrc(src);
    }
  }, [src]);
  const box = cn(
    'inline-block shrink-0 overflow-hidden align-middle rounded-sm bg-neutral-tint',
    sizes[size],
    className,
  );
  if (!src || brokenSrc === src) {
    return (
      <span className={cn(box, 'relative text-neutral-ink')} role="img" aria-label={alt || 'No photo'}>
        <ImageOff aria-hidden className={cn('absolute inset-0 m-auto', size === 'fill' ? 'size-6' : 'size-3.5')} />
      </span>
    );
  }
  return (
    <img
      ref={image}
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={() => setBrokenSrc(src)}
      className={cn(box, 'object-cover')}
    />
  );
}
