import { type App, type PhotoFile, readPhoto } from '@hawker/api';

/** One year: an address holds the hash of its content, so what it shows can never change. */
const forGood = 'max-age=31536000, immutable';

/** A stored photo, for signed-in people only and so never for a cache that others share. */
export async function photoResponse(app: App, hash: string, size: 'full' | 'thumbnail'): Promise<Response> {
  const photo = await readPhoto(app, hash, size);
  return photo ? pictureResponse(photo, `private, ${forGood}`) : notThere();
}

/** A picture that anybody may see. */
export function publicPicture(photo: PhotoFile | null): Response {
  return photo ? pictureResponse(photo, `public, ${forGood}`) : notThere();
}

function pictureResponse({ bytes, mime }: PhotoFile, cacheControl: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mime,
      'content-length': String(bytes.byteLength),
      'content-disposition': 'inline',
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
    },
  });
}

function notThere(): Response {
  return new Response('There is no such photo.', { status: 404, headers: { 'cache-control': 'no-store' } });
}
