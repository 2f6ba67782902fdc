/**
 * Sends files in the order in which they were given, a few at a time. A browser opens six connections to a server: with
 * twenty photos on all of them, nothing else on the page would get an answer.
 */

import { type Sending, sendFile } from './send-file.ts';

export interface SendQueue {
  /** As `sendFile`; `onProgress` is not called before its turn has come. */
  send: typeof sendFile;
}

export function createSendQueue(atOnce = 3, begin: typeof sendFile = sendFile): SendQueue {
  const waiting = new Set<() => void>();
  let underWay = 0;

  const goOn = () => {
    for (const start of waiting) {
      if (underWay === atOnce) {
        return;
      }
      waiting.delete(start);
      underWay += 1;
      start();
    }
  };

  return {
    send<Answer>(url: string, file: File, onProgress: (share: number) => void): Sending<Answer> {
      let cancel = () => {};
      const answer = new Promise<Answer>((resolve, reject) => {
        const start = () => {
          const sending = begin<Answer>(url, file, onProgress);
          cancel = sending.cancel;
          sending.answer.then(resolve, reject).finally(() => {
            underWay -= 1;
            goOn();
          });
        };
        cancel = () => {
          waiting.delete(start);
          reject(new DOMException('Called off', 'AbortError'));
        };
        waiting.add(start);
      });
      goOn();
      return { answer, cancel: () => cancel() };
    },
  };
}
