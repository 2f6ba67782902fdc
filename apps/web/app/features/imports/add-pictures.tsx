import { useRevalidator } from '@remix-run/react';
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import type { SheetRow } from './sheet-columns.ts';
import { sendPictures } from './use-bring-files.ts';

/** Shown while rows name picture files that are not there yet. */
export function AddPictures({ uploadId, rows }: { uploadId: string; rows: readonly SheetRow[] }) {
  const input = useRef<HTMLInputElement>(null);
  const { revalidate } = useRevalidator();
  const [sending, setSending] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const waiting = rows.filter((row) => row.errors.images?.includes('is not among the files')).length;
  if (waiting === 0 && refused.length === 0) {
    return null;
  }
  const add = async (files: readonly File[]) => {
    setRefused(await sendPictures(uploadId, files, (_done, name) => setSending(name)));
    setSending(null);
    revalidate();
  };
  return (
    <Banner
      tone="caution"
      title={
        waiting > 0
          ? `${countOf(waiting, 'row')} ${waiting === 1 ? 'names a picture that is' : 'name pictures that are'} not here`
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
          <Button size="sm" icon={ImagePlus} busy={sending !== null} onClick={() => input.current?.click()}>
            Add pictures
          </Button>
        </>
      }
    >
      {sending ? <p role="status">Sending {sending}</p> : null}
      {refused.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Banner>
  );
}
