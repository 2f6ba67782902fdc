/** The bytes of a body. How many there may be was checked before the first was read (server/body-limit.ts). */
export async function readBody(request: Request): Promise<Uint8Array> {
  return new Uint8Array(await request.arrayBuffer());
}
