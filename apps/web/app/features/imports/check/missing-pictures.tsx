import { useFetcher } from '@remix-run/react';
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { countOf, formatCount } from '../../../components/number.tsx';
import { sendPictures } from '../send-pictures.ts';

interface MissingPicturesProps {
  uploadId: string;
  /** File names that the sheet has and nobody brought. */
  names: readonly string[];
}

/** So many names are written out. */
const written = 6;

/** Shown while rows name picture files that are not there yet; they can be brought here. */
export function MissingPictures({ uploadId, names }: MissingPicturesProps) {
  const input = useRef<HTMLInputElement>(null);
  const again = useFetcher();
  const [sending, setSending] = useState<{ done: number; total: number } | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  if (names.length === 0 && refused.length === 0) {
    return null;
  }
  const add = async (files: readonly File[]) => {
    const total = files.length;
    setRefused(await sendPictures({ uploadId, pictures: files, onProgress: (done) => setSending({ done, total }) }));
    setSending(null);
    // They went by themselves; this makes the page look at the rows again.
    again.submit({ act: 'pictures' }, { method: 'post' });
  };
  return (
    <Banner
      tone="caution"
      title={
        names.length > 0
          ? `${countOf(names.length, 'picture')} that the sheet names ${names.length === 1 ? 'is' : 'are'} not here yet`
          : 'Some pictures could not be taken'
      }
      action={
        <>
          <input
            ref={input}
            type="file"
            multiple
            accept="image/jpeg,image/png,image/webp"
            aria-label="Add pictures"
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              void add(files);
            }}
          />
          <Button
            size="sm"
            icon={ImagePlus}
            busy={sending !== null || again.state !== 'idle'}
            onClick={() => input.current?.click()}
          >
            Add pictures
          </Button>
        </>
      }
    >
      {names.length > 0 ? (
        <p className="break-words">
          {names.slice(0, written).join(', ')}
          {names.length > written ? ` and ${formatCount(names.length - written)} more` : ''}
        </p>
      ) : null}
      {sending ? (
        <p role="status">
          {formatCount(sending.done)} of {countOf(sending.total, 'picture')} sent
        </p>
      ) : null}
      {refused.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Banner>
  );
}
