import { useFetcher } from '@remix-run/react';
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { countOf, formatCount } from '../../../components/number.tsx';
import { sendPictures } from '../send-pictures.ts';
import type { UploadDetail, UploadTrouble } from '../upload-types.ts';
import { LeaveOutButton, TroubleBanner } from './column-troubles.tsx';
import type { LeaveOut } from './use-leave-out.ts';

interface MissingPicturesProps {
  upload: Pick<UploadDetail, 'id' | 'good' | 'bad'>;
  /** Of the pictures that are missing, as of the last change of a cell. */
  names: readonly string[];
  /** Where they are missing in most rows. */
  trouble: UploadTrouble | null;
  leaving: LeaveOut;
}

/** So many names are written out. */
const written = 6;

/** Shown while rows name picture files that are not there yet; they can be brought here. */
export function MissingPictures({ upload, names, trouble, leaving }: MissingPicturesProps) {
  const { id: uploadId, good, bad } = upload;
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
  const addButton = (
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
  );
  const progress = (
    <>
      {sending ? (
        <p role="status">
          {formatCount(sending.done)} of {countOf(sending.total, 'picture')} sent
        </p>
      ) : null}
      {refused.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
  if (trouble !== null) {
    return (
      <TroubleBanner
        trouble={trouble}
        rowCount={good + bad}
        action={
          <div className="flex flex-wrap gap-2">
            {addButton}
            <LeaveOutButton trouble={trouble} leaving={leaving} />
          </div>
        }
      >
        {progress}
      </TroubleBanner>
    );
  }
  return (
    <Banner tone="caution" title={missingWords(names.length)} action={addButton}>
      {names.length > 0 ? (
        <p className="wrap-anywhere">
          {names.slice(0, written).join(', ')}
          {names.length > written ? ` and ${formatCount(names.length - written)} more` : ''}
        </p>
      ) : null}
      {progress}
    </Banner>
  );
}

function missingWords(count: number): string {
  return count === 0
    ? 'Some pictures could not be taken'
    : `${countOf(count, 'picture')} that the sheet names ${count === 1 ? 'is' : 'are'} not here yet`;
}
