import { photoRules } from '@hawker/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { SendError, wasCalledOff } from '../photos/send-file.ts';
import { createSendQueue } from '../photos/send-queue.ts';

/** One photo of the form: stored already, on its way, or refused. */
export interface FormPhoto {
  /** Stays the same while the photo goes from file to stored. */
  key: string;
  name: string;
  /** Set once it is stored. */
  id: string | null;
  /** What to show: the stored thumbnail, or the file itself until there is one. */
  src: string | null;
  /** 0 to 1 while it is sent, or waits to be; at 1 the server looks at it. */
  progress: number | null;
  /** Why it is not there, and what to do. */
  error: string | null;
  /** What is being waited for, when nothing is wrong. */
  waiting: string | null;
  /** Set where the same file may be taken another time. */
  file: File | null;
}

interface Answer {
  photo: { id: string; contentHash: string };
}

export interface Photos {
  photos: readonly FormPhoto[];
  isBusy: boolean;
  /** Those that could not be stored: they would be lost in silence when the form is sent. */
  refused: number;
  isChanged: boolean;
  /** Why some of the files that were brought last are not in the list. */
  leftOut: string | null;
  /** What happened last, for those who do not see it. */
  said: string;
  add: (files: readonly File[]) => void;
  retry: (key: string) => void;
  /** Also calls off what is on its way. */
  remove: (key: string) => void;
  /** Back to what is stored. */
  reset: () => void;
  /** To another place, counted from 0. */
  move: (key: string, to: number) => void;
}

/** The photos of a listing's form, each sent as soon as it is chosen. */
export function usePhotos(stored: readonly FormPhoto[], maxPhotos: number): Photos {
  const [photos, setPhotos] = useState(stored);
  const [leftOut, setLeftOut] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [queue] = useState(() => createSendQueue());
  const cancels = useRef(new Map<string, () => void>());
  const previews = useRef(new Map<string, string>());
  const nextKey = useRef(0);

  const change = useCallback((key: string, changes: Partial<FormPhoto>) => {
    setPhotos((list) => list.map((photo) => (photo.key === key ? { ...photo, ...changes } : photo)));
  }, []);

  const forget = useCallback((key: string) => {
    cancels.current.get(key)?.();
    const preview = previews.current.get(key);
    if (preview !== undefined) {
      URL.revokeObjectURL(preview);
      previews.current.delete(key);
    }
  }, []);

  const send = useCallback(
    (key: string, file: File) => {
      const query = new URLSearchParams({ name: file.name });
      const sending = queue.send<Answer>(`/photo-upload?${query}`, file, (progress) =>
        change(key, { progress, waiting: null }),
      );
      cancels.current.set(key, sending.cancel);
      sending.answer
        .then(({ photo }) => {
          const src = `/photos/${photo.contentHash}/thumbnail`;
          change(key, { id: photo.id, src, progress: null, error: null, file: null });
          setSaid(`${file.name} stored`);
        })
        .catch((problem: unknown) => {
          if (wasCalledOff(problem)) {
            return;
          }
          const sentence = problem instanceof Error ? problem.message : 'It could not be uploaded. Try again.';
          const mayRetry = !(problem instanceof SendError) || problem.mayHelpToRetry;
          change(key, { progress: null, error: sentence, file: mayRetry ? file : null });
          setSaid(`${file.name}: ${sentence}`);
        })
        .finally(() => cancels.current.delete(key));
    },
    [change, queue],
  );

  const add = useCallback(
    (files: readonly File[]) => {
      const room = Math.max(0, maxPhotos - photos.length);
      const tooMany = files.length - room;
      setLeftOut(
        tooMany > 0
          ? `A listing has at most ${maxPhotos} photos: ${tooMany} of those you chose ${tooMany === 1 ? 'was' : 'were'} left out.`
          : null,
      );
      const added = files.slice(0, room).map((file): FormPhoto & { file: File } => {
        nextKey.current += 1;
        const key = `new-${nextKey.current}`;
        const src = URL.createObjectURL(file);
        previews.current.set(key, src);
        return { key, name: file.name, id: null, src, progress: 0, error: null, waiting: 'Waiting', file };
      });
      setPhotos((list) => [...list, ...added]);
      for (const { key, file } of added) {
        const error = tooLarge(file);
        if (error === null) {
          send(key, file);
        } else {
          change(key, { progress: null, waiting: null, error, file: null });
          setSaid(`${file.name}: ${error}`);
        }
      }
    },
    [photos.length, maxPhotos, send, change],
  );

  const remove = useCallback(
    (key: string) => {
      const name = photos.find((photo) => photo.key === key)?.name;
      forget(key);
      setLeftOut(null);
      setPhotos((list) => list.filter((photo) => photo.key !== key));
      setSaid(`${name} removed, ${photos.length - 1} left`);
    },
    [photos, forget],
  );

  const retry = useCallback(
    (key: string) => {
      const file = photos.find((photo) => photo.key === key)?.file;
      if (file) {
        change(key, { progress: 0, error: null, waiting: 'Waiting' });
        send(key, file);
      }
    },
    [photos, change, send],
  );

  const reset = useCallback(() => {
    for (const { key } of photos) {
      forget(key);
    }
    setLeftOut(null);
    setPhotos(stored);
  }, [photos, stored, forget]);

  const move = useCallback(
    (key: string, to: number) => {
      setPhotos((list) => {
        const photo = list.find((candidate) => candidate.key === key);
        const others = list.filter((candidate) => candidate.key !== key);
        return photo ? [...others.slice(0, to), photo, ...others.slice(to)] : list;
      });
      const name = photos.find((photo) => photo.key === key)?.name;
      setSaid(`${name} is now photo ${to + 1} of ${photos.length}${to === 0 ? ', the cover' : ''}`);
    },
    [photos],
  );

  // A stored photo may have been fetched meanwhile; the order and what was added here stay as they are.
  useEffect(() => {
    setPhotos((list) => list.map((photo) => stored.find(({ key }) => key === photo.key) ?? photo));
  }, [stored]);

  // What is still being sent when the page is left would otherwise go on, and the previews would stay in memory.
  useEffect(() => {
    const keys = previews.current;
    return () => {
      for (const key of [...keys.keys()]) {
        forget(key);
      }
    };
  }, [forget]);

  return {
    photos,
    isBusy: photos.some((photo) => photo.progress !== null),
    refused: photos.filter((photo) => photo.id === null && photo.error !== null).length,
    isChanged: keysOf(photos) !== keysOf(stored),
    leftOut,
    said,
    add,
    retry,
    remove,
    reset,
    move,
  };
}

/** Said before it is sent: a server that refuses what is still on its way can only break the connection. */
function tooLarge({ size }: File): string | null {
  const megabytes = (bytes: number) => `${Math.ceil((bytes / 1_048_576) * 10) / 10} MB`;
  return size > photoRules.maxBytes
    ? `This photo is ${megabytes(size)} and may be ${megabytes(photoRules.maxBytes)}. Make it smaller and add it again.`
    : null;
}

function keysOf(photos: readonly FormPhoto[]): string {
  return photos.map((photo) => photo.key).join(' ');
}
