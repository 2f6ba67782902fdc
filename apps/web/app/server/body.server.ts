/** The bytes of a body. How many there may be was checked before the first was read (server/body-limit.ts). */

export async function readBody(request: Request): Promise<Uint8Array> {
  return new Uint8Array(await request.arrayBuffer());
}

/** As they come, for what is too large to be held in memory. */
export async function* streamBody(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    yield piece.value;
  }
}
