/** Asks an address without a page for JSON; what is refused throws the server's sentence. */
export async function askJson<Answer>(address: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { ...init, redirect: 'manual' });
  if (response.type === 'opaqueredirect') {
    throw new Error('You are signed out. Load the page again to sign in.');
  }
  const body: unknown = await response.json().catch(noJson);
  if (!response.ok || body === null) {
    throw new Error(refusalIn(body) ?? 'It did not work. Try again.');
  }
  return body as Answer;
}

/** A page of a proxy, say: its text helps nobody. */
function noJson(error: unknown): null {
  if (error instanceof SyntaxError) {
    return null;
  }
  throw error;
}

/** The sentence of a refusal. */
function refusalIn(body: unknown): string | null {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null;
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : null;
  return typeof message === 'string' ? message : null;
}
