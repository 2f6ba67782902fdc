import { readSamplePicture } from '@hawker/api';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicPicture } from '../server/photo-response.server.ts';

/** Pictures of the example sheet. Open, because the worker fetches them as it would from any shop. */
export async function loader({ params }: LoaderFunctionArgs): Promise<Response> {
  return publicPicture(await readSamplePicture((params.file ?? '').replace(/\.jpg$/, '')));
}
