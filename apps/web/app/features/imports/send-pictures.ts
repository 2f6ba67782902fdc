import { sendFile, wasCalledOff } from '../photos/send-file.ts';

interface PicturesToSend {
  uploadId: string;
  pictures: readonly File[];
  /** Calls off the one that is on its way, and those after it. */
  signal?: AbortSignal;
  onNext: (done: number, name: string) => void;
}

/** Sends pictures for an upload one by one; gives those that were refused, with the reason. */
export async function sendPictures({ uploadId, pictures, signal, onNext }: PicturesToSend): Promise<string[]> {
  const refused: string[] = [];
  for (const [done, picture] of pictures.entries()) {
    onNext(done, picture.name);
    const query = new URLSearchParams({ name: picture.name, upload: uploadId });
    const sending = sendFile(`/photo-upload?${query}`, picture, () => undefined);
    signal?.addEventListener('abort', sending.cancel);
    try {
      await sending.answer;
    } catch (problem) {
      if (wasCalledOff(problem)) {
        throw problem;
      }
      refused.push(`${picture.name}: ${problem instanceof Error ? problem.message : 'could not be uploaded.'}`);
    } finally {
      signal?.removeEventListener('abort', sending.cancel);
    }
  }
  return refused;
}
