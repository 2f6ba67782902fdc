/** What the server refused, in its own sentence. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** `conflict` and the like; null where the answer was not Hawker's. */
  readonly code: string | null;

  constructor(code: string | null, message: string) {
    super(message);
    this.code = code;
  }
}

/** Asks an address without a page for JSON; what is refused throws the server's sentence. */
export async function askJson<Answer>(address: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { ...init, redirect: 'manual' });
  if (response.type === 'opaqueredirect') {
    throw new Error('You are signed out. Load the page again to sign in.');
  }
  const body: unknown = await response.json().catch(noJson);
  if (!response.ok || body === null) {
    throw new RefusedError(inRefusal(body, 'code'), inRefusal(body, 'message') ?? 'It did not work. Try again.');
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

function inRefusal(body: unknown, part: 'code' | 'message'): string | null {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null;
  const found: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, part) : null;
  return typeof found === 'string' ? found : null;
}
