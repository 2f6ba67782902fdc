import { addPhoto, requireOpenUpload } from '@hawker/api';
import { DomainError } from '@hawker/core';
import { readBody } from '../server/body.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** Takes one photo, its bytes as the body: `?name=chair.jpg`, with `&upload=<id>` where it comes with a sheet. */
export const action = guardedResource(async ({ request, context, actor }) => {
  if (actor.role === 'viewer') {
    throw new DomainError('forbidden', 'Only an editor may add photos. Ask the owner of this Hawker.');
  }
  const { searchParams } = new URL(request.url);
  const uploadId = searchParams.get('upload');
  if (uploadId !== null) {
    await requireOpenUpload(context.app, actor, uploadId);
  }
  const photo = await addPhoto(context.app, {
    bytes: await readBody(request),
    fileName: searchParams.get('name') ?? 'photo',
    uploadId,
  });
  return { photo };
});
