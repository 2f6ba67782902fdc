import { Router } from 'express';
import { admitSeller } from '../admission.ts';
import { ApiError, marketFull, notFound } from '../api-error.ts';
import type { MarketContext } from '../context.ts';
import { createPhotoReader } from '../http.ts';
import { extensions } from '../listing-view.ts';
import { detectMediaType, photoIdOf } from '../photo-files.ts';

export function photoRoutes(context: MarketContext): Router {
  const { store, photos, limits } = context;
  const readPhoto = createPhotoReader(limits.photoBytes);
  const router = Router();

  router.post('/v1/photos', async (request, response) => {
    const seller = await admitSeller(context, request);
    const bytes = await readPhoto(request, response);
    const mediaType = Buffer.isBuffer(bytes) ? detectMediaType(bytes) : null;
    if (!Buffer.isBuffer(bytes) || mediaType === null) {
      throw new ApiError(422, 'refused', 'This is not a JPEG, PNG or WebP image.', {
        fields: { photo: 'Send a JPEG, PNG or WebP image.' },
      });
    }
    const id = photoIdOf(bytes);
    const answer = { id, url: `${context.origin()}/photos/${id}` };
    if (!store.state.photos.has(id)) {
      if (store.state.photos.size >= limits.photos) {
        throw marketFull('photos');
      }
      await photos.write(id, bytes);
    }
    // Asked again: another upload of the same bytes may have finished while this one was written.
    if (store.state.photos.has(id)) {
      await store.settled();
      response.json(answer);
      return;
    }
    await store.append({
      kind: 'photo_stored',
      sellerId: seller.id,
      listingId: null,
      reference: null,
      idempotencyKey: null,
      photoId: id,
      mediaType,
      sizeBytes: bytes.length,
    });
    response.status(201).json(answer);
  });

  router.get('/photos/:id', (request, response, next) => {
    const photo = store.state.photos.get(request.params.id);
    if (photo === undefined) {
      throw notFound('photo');
    }
    response.set({
      'Content-Type': photo.mediaType,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Disposition': `inline; filename="${photo.id.slice(0, 12)}.${extensions[photo.mediaType]}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      // Other sites on the machine of the person may show the picture of a listing.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    response.sendFile(photos.fileOf(photo.id), { root: photos.root }, (error) => {
      // A browser that leaves in the middle of a picture is no error of ours.
      if (error !== undefined && error !== null && !response.headersSent) {
        next(error);
      }
    });
  });

  return router;
}
