import { useCallback, useEffect, useRef, useState } from 'react';
import { sendFile } from '../photos/send-file.ts';

/** One photo of the form: stored already, on its way, or refused. */
export interface FormPhoto {
  /** Stays the same while the photo goes from file to stored. */
  key: string;
  name: string;
  /** Set once it is stored. */
  id: string | null;
  /** What to show: the stored thumbnail, or the file itself while it is on its way. */
  src: string | null;
  /** 0 to 1 while it is sent. */
  progress: number | null;
  /** Why it is not there, and what to do. */
  error: string | null;
  /** What is being waited for, when nothing is wrong. */
  waiting: string | null;
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
  add: (files: readonly File[]) => void;
  retry: (key: string) => void;
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
  const cancels = useRef(new Map<string, () => void>());
  const nextKey = useRef(0);

  const change = useCallback((key: string, changes: Partial<FormPhoto>) => {
    setPhotos((list) => list.map((photo) => (photo.key === key ? { ...photo, ...changes } : photo)));
  }, []);

  const send = useCallback(
    (key: string, file: File) => {
      const query = new URLSearchParams({ name: file.name });
      const sending = sendFile<Answer>(`/photo-upload?${query}`, file, (progress) => change(key, { progress }));
      cancels.current.set(key, sending.cancel);
      sending.answer
        .then(({ photo }) =>
          change(key, { id: photo.id, src: `/photos/${photo.contentHash}/thumbnail`, progress: null, error: null }),
        )
        .catch((problem: unknown) => {
          const sentence = problem instanceof Error ? problem.message : 'It could not be uploaded. Try again.';
          change(key, { progress: null, error: sentence });
        })
        .finally(() => cancels.current.delete(key));
    },
    [change],
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
        return { key, name: file.name, id: null, src: null, progress: 0, error: null, waiting: null, file };
      });
      setPhotos((list) => [...list, ...added]);
      for (const { key, file } of added) {
        send(key, file);
      }
    },
    [photos.length, maxPhotos, send],
  );

  const remove = useCallback((key: string) => {
    cancels.current.get(key)?.();
    setLeftOut(null);
    setPhotos((list) => list.filter((photo) => photo.key !== key));
  }, []);

  const retry = useCallback(
    (key: string) => {
      const file = photos.find((photo) => photo.key === key)?.file;
      if (file) {
        change(key, { progress: 0, error: null });
        send(key, file);
      }
    },
    [photos, change, send],
  );

  const reset = useCallback(() => {
    setLeftOut(null);
    setPhotos(stored);
  }, [stored]);

  const move = useCallback((key: string, to: number) => {
    setPhotos((list) => {
      const photo = list.find((candidate) => candidate.key === key);
      const others = list.filter((candidate) => candidate.key !== key);
      return photo ? [...others.slice(0, to), photo, ...others.slice(to)] : list;
    });
  }, []);

  // A stored photo may have been fetched meanwhile; the order and what was added here stay as they are.
  useEffect(() => {
    setPhotos((list) =>
      list.map((photo) => (photo.file === null ? (stored.find(({ key }) => key === photo.key) ?? photo) : photo)),
    );
  }, [stored]);

  // What is still being sent when the page is left would otherwise go on.
  useEffect(() => {
    const running = cancels.current;
    return () => {
      for (const cancel of running.values()) {
        cancel();
      }
    };
  }, []);

  return {
    photos,
    isBusy: photos.some((photo) => photo.progress !== null),
    refused: photos.filter((photo) => photo.id === null && photo.error !== null).length,
    isChanged: keysOf(photos) !== keysOf(stored),
    leftOut,
    add,
    retry,
    remove,
    reset,
    move,
  };
}

function keysOf(photos: readonly FormPhoto[]): string {
  return photos.map((photo) => photo.key).join(' ');
}
