/** Sends one file as it is, with its progress, and can be called off. `fetch` cannot tell how far a body has got. */

export interface Sending<Answer> {
  /** Rejects with a {@link SendError}, or with an AbortError when it was called off. */
  answer: Promise<Answer>;
  cancel: () => void;
}

/** `message` is a sentence: the server's for what it refused, one of our own for a connection that broke. */
export class SendError extends Error {
  override readonly name = 'SendError';
  /** Whether the same file may be taken another time. */
  readonly mayHelpToRetry: boolean;

  constructor(message: string, mayHelpToRetry: boolean) {
    super(message);
    this.mayHelpToRetry = mayHelpToRetry;
  }
}

/** `onProgress` is called with 0 when it begins and with 1 when all is sent; then the server looks at it. */
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
        reject(new SendError(sentenceOf(request), request.status >= 500 || request.status === 429));
      }
    };
    request.onerror = () => reject(new SendError('The connection broke. Try again.', true));
    request.onabort = () => reject(new DOMException('Called off', 'AbortError'));
    request.send(file);
  });
  onProgress(0);
  return { answer, cancel: () => request.abort() };
}

export function wasCalledOff(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'AbortError';
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
