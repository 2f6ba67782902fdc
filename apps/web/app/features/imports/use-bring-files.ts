import type { Outputs } from '@hawker/api';
import { uploadLimits } from '@hawker/core';
import { useNavigate } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { sendFile } from '../photos/send-file.ts';
import type { ReadAs } from './read-as.tsx';

const pictureTypes = /\.(jpe?g|png|webp)$/i;

type SheetAnswer = ReadAs & Pick<Outputs['uploads']['create'], 'id' | 'refusedPhotos'>;

export interface Bringing {
  /** What is being sent now. */
  name: string;
  /** Files done and in all. */
  done: number;
  total: number;
}

export interface Brought {
  /** Null while nothing is on its way. */
  bringing: Bringing | null;
  /** Why it did not work; the files can be dropped again. */
  error: string | null;
  bring: (files: readonly File[], currency: string) => void;
}

/** Takes a sheet, with the pictures it names where they were dropped along, and goes on to the check. */
export function useBringFiles(): Brought {
  const navigate = useNavigate();
  const [bringing, setBringing] = useState<Bringing | null>(null);
  const [error, setError] = useState<string | null>(null);

  const bring = useCallback(
    (files: readonly File[], currency: string) => {
      const pictures = files.filter((file) => pictureTypes.test(file.name));
      const sheets = files.filter((file) => !pictureTypes.test(file.name));
      const [sheet] = sheets;
      if (!sheet || sheets.length > 1) {
        setError(
          sheet
            ? 'Bring one sheet at a time. Pictures may come with it.'
            : 'These are pictures only. Bring the sheet that names them, together with them.',
        );
        return;
      }
      const tooLarge = tooLargeFor(sheet);
      if (tooLarge !== null) {
        setError(tooLarge);
        return;
      }
      setError(null);
      const send = async () => {
        const total = pictures.length + 1;
        setBringing({ name: sheet.name, done: 0, total });
        const query = new URLSearchParams({ name: sheet.name, currency });
        const { id, refusedPhotos, ...readAs } = await sendFile<SheetAnswer>(
          `/sheet-upload?${query}`,
          sheet,
          () => undefined,
        ).answer;
        const refused = await sendPictures(id, pictures, (done, name) => setBringing({ name, done: done + 1, total }));
        navigate(`/upload/${id}/check`, { state: { refused: [...refusedPhotos, ...refused], readAs } });
      };
      send().catch((problem: unknown) => {
        setBringing(null);
        setError(problem instanceof Error ? problem.message : 'It could not be uploaded. Try again.');
      });
    },
    [navigate],
  );

  return { bringing, error, bring };
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

/** Sends pictures for an upload one by one; gives those that were refused, with the reason. */
export async function sendPictures(
  uploadId: string,
  pictures: readonly File[],
  onNext: (done: number, name: string) => void,
): Promise<string[]> {
  const refused: string[] = [];
  for (const [done, picture] of pictures.entries()) {
    onNext(done, picture.name);
    const query = new URLSearchParams({ name: picture.name, upload: uploadId });
    try {
      await sendFile(`/photo-upload?${query}`, picture, () => undefined).answer;
    } catch (problem) {
      refused.push(`${picture.name}: ${problem instanceof Error ? problem.message : 'could not be uploaded.'}`);
    }
  }
  return refused;
}
