import { uploadLimits } from '@hawker/core';
import { useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { countOf } from '../../components/number.tsx';
import { useToast } from '../../components/toast.tsx';
import { sendFile, wasCalledOff } from '../photos/send-file.ts';
import { sendPictures } from './send-pictures.ts';

const pictureTypes = /\.(jpe?g|png|webp)$/i;

interface SheetAnswer {
  id: string;
  /** The very file was brought before and is still waiting: this is the upload of then. */
  existing: boolean;
}

/** What is under way. */
export interface Bringing {
  /** The sheet, or how many pictures. */
  name: string;
  /** `reading`: every byte is there, and the server looks at them. */
  phase: 'sending' | 'reading' | 'pictures';
  /** Bytes sent, from 0 to 1; of pictures, how many of them. */
  share: number;
}

export interface Brought {
  /** Null while nothing is on its way. */
  bringing: Bringing | null;
  /** Why it did not work; the files can be dropped again. */
  error: string | null;
  bring: (files: readonly File[], currency: string) => void;
  /** Calls off what is on its way; nothing of it stays. */
  cancel: () => void;
}

/** Takes a sheet, with the pictures it names where they were dropped along, and goes on to the check. */
export function useBringFiles(): Brought {
  const navigate = useNavigate();
  const toast = useToast();
  const [bringing, setBringing] = useState<Bringing | null>(null);
  const [error, setError] = useState<string | null>(null);
  const underWay = useRef<AbortController | null>(null);

  const bring = useCallback(
    (files: readonly File[], currency: string) => {
      if (underWay.current) {
        setError('A file is still on its way. Let it arrive or cancel it, then bring the next one.');
        return;
      }
      const found = sheetAmong(files);
      setError(found.problem);
      if (found.sheet === null) {
        return;
      }
      const { sheet, pictures } = found;
      const stop = new AbortController();
      underWay.current = stop;
      const send = async () => {
        setBringing({ name: sheet.name, phase: 'sending', share: 0 });
        const query = new URLSearchParams({ name: sheet.name, currency });
        const sending = sendFile<SheetAnswer>(`/sheet-upload?${query}`, sheet, (share) =>
          setBringing({ name: sheet.name, phase: share === 1 ? 'reading' : 'sending', share }),
        );
        stop.signal.addEventListener('abort', sending.cancel);
        const { id, existing } = await sending.answer;
        const refused = await sendPictures({
          uploadId: id,
          pictures,
          signal: stop.signal,
          onProgress: (done) => {
            if (pictures.length > 0) {
              setBringing({
                name: countOf(pictures.length, 'picture'),
                phase: 'pictures',
                share: done / pictures.length,
              });
            }
          },
        });
        if (existing) {
          toast({ text: `You have brought “${sheet.name}” before: here it is as you left it` });
        }
        navigate(`/upload/${id}/check`, { state: { refused } });
      };
      send()
        .catch((problem: unknown) => {
          const sentence = problem instanceof Error ? problem.message : 'It could not be uploaded. Try again.';
          setError(wasCalledOff(problem) ? null : sentence);
          setBringing(null);
        })
        .finally(() => {
          underWay.current = null;
        });
    },
    [navigate, toast],
  );

  const cancel = useCallback(() => underWay.current?.abort(), []);
  // What is still being sent when the page is left would otherwise go on.
  useEffect(() => cancel, [cancel]);

  return { bringing, error, bring, cancel };
}

type Found = { sheet: File; pictures: File[]; problem: null } | { sheet: null; problem: string };

function sheetAmong(files: readonly File[]): Found {
  const pictures = files.filter((file) => pictureTypes.test(file.name));
  const sheets = files.filter((file) => !pictureTypes.test(file.name));
  const [sheet] = sheets;
  if (!sheet) {
    return { sheet: null, problem: 'These are pictures only. Bring the sheet that names them, together with them.' };
  }
  if (sheets.length > 1) {
    return { sheet: null, problem: 'Bring one sheet at a time. Pictures may come with it.' };
  }
  const tooLarge = tooLargeFor(sheet);
  return tooLarge === null ? { sheet, pictures, problem: null } : { sheet: null, problem: tooLarge };
}

/** Said before it is sent: a server that refuses what is still on its way can only break the connection. */
function tooLargeFor({ name, size }: File): string | null {
  const isZip = /\.zip$/i.test(name);
  const maxBytes = isZip ? uploadLimits.maxZipBytes : uploadLimits.maxSheetBytes;
  if (size <= maxBytes) {
    return null;
  }
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)} MB`;
  return `${name} has ${megabytes(size)}; ${isZip ? 'a ZIP' : 'a sheet'} may have ${megabytes(maxBytes)}. Split it.`;
}
