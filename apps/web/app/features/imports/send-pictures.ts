import { wasCalledOff } from '../photos/send-file.ts';
import { createSendQueue } from '../photos/send-queue.ts';

interface PicturesToSend {
  uploadId: string;
  pictures: readonly File[];
  /** Calls off those that are on their way, and those after them. */
  signal?: AbortSignal;
  /** Called at the beginning with 0, and whenever one has arrived. */
  onProgress: (done: number) => void;
}

/** Sends pictures for an upload, a few at a time; gives those that were refused, with the reason. */
export async function sendPictures({ uploadId, pictures, signal, onProgress }: PicturesToSend): Promise<string[]> {
  const queue = createSendQueue();
  const refused: string[] = [];
  let done = 0;
  onProgress(done);
  const send = async (picture: File) => {
    const query = new URLSearchParams({ name: picture.name, upload: uploadId });
    const sending = queue.send(`/photo-upload?${query}`, picture, () => undefined);
    signal?.addEventListener('abort', sending.cancel);
    try {
      await sending.answer;
    } catch (problem) {
      if (wasCalledOff(problem)) {
        throw problem;
      }
      refused.push(`${picture.name}: ${problem instanceof Error ? problem.message : 'could not be uploaded.'}`);
    }
    done += 1;
    onProgress(done);
  };
  await Promise.all(pictures.map(send));
  return refused;
}
