/** Lets the browser save a file that was answered. Throws with the server's own sentence where there is none. */
export async function saveAnswer(answer: Response): Promise<Response> {
  if (!answer.ok || !answer.headers.has('content-disposition')) {
    throw new Error(await sentenceOf(answer));
  }
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(answer.headers.get('content-disposition') ?? '');
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return answer;
}

async function sentenceOf(answer: Response): Promise<string> {
  const refusal: { error?: { message?: string } } = await answer.json().catch(() => ({}));
  return refusal.error?.message ?? 'Hawker did not give the file. Try again.';
}

function fileNameOf(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  return encoded === undefined ? 'sheet.xlsx' : decodeURIComponent(encoded);
}
