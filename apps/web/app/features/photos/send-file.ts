/** Sends one file as it is, with its progress, and can be called off. `fetch` cannot tell how far a body has got. */

export interface Sending<Answer> {
  answer: Promise<Answer>;
  cancel: () => void;
}

/** What is refused rejects with the server's sentence; a broken connection with one of our own. */
export function sendFile<Answer>(url: string, file: File, onProgress: (share: number) => void): Sending<Answer> {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer>((resolve, reject) => {
    request.open('POST', url);
    request.responseType = 'json';
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status === 200) {
        resolve(request.response);
      } else {
        reject(new Error(sentenceOf(request)));
      }
    };
    request.onerror = () => reject(new Error('The connection broke. Try again.'));
    request.onabort = () => reject(new DOMException('Called off', 'AbortError'));
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}

function sentenceOf(request: XMLHttpRequest): string {
  const body: unknown = request.response;
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const { error } = body;
    if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string') {
      return error.message;
    }
  }
  return request.status === 413 ? 'The file is too large.' : 'It could not be uploaded. Try again.';
}
