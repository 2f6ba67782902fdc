import { type Request, Router } from 'express';
import { admitSeller } from '../admission.ts';
import { ApiError, notFound } from '../api-error.ts';
import type { MarketContext } from '../context.ts';
import { createJsonReader, queryText } from '../http.ts';
import { listingChangesSchema, parseFields, toContent } from '../listing-input.ts';
import { toListingView } from '../listing-view.ts';
import { type Listing, ownedBy, type Seller } from '../state.ts';
import { assertPhotosExist } from './publish.ts';

/** Everything a seller does with listings that are there. Publishing is in publish.ts. */
export function listingRoutes(context: MarketContext): Router {
  const { clock, limits, origin, store } = context;
  const readJson = createJsonReader(limits.jsonBodyBytes);
  const router = Router();

  router.get('/v1/listings', async (request, response) => {
    const seller = await admitSeller(context, request);
    const reference = queryText(request, 'reference');
    if (reference === '') {
      throw new ApiError(422, 'refused', 'Some fields need a change.', { fields: { reference: 'Give a reference.' } });
    }
    const newestShown = clock.now().getTime() - context.faults.settings.lookupLagMs;
    const listings = (store.state.listingsByReference.get(ownedBy(seller.id, reference)) ?? [])
      .filter((listing) => Date.parse(listing.createdAt) <= newestShown)
      .slice(0, limits.lookupSize)
      .map((listing) => toListingView(listing, origin()));
    await store.settled();
    response.json({ listings });
  });

  router.get('/v1/listings/:id', async (request, response) => {
    const { listing } = await requireOwn(context, request);
    await store.settled();
    response.json(toListingView(listing, origin()));
  });

  router.patch('/v1/listings/:id', async (request, response) => {
    const { seller, listing } = await requireOwn(context, request);
    const changes = parseFields(listingChangesSchema, await readJson(request, response));
    requireLive(listing);
    const given = Object.fromEntries(Object.entries(changes).filter(([field]) => isGiven(request.body, field)));
    const content = toContent({ ...listing.content, ...given });
    assertPhotosExist(context, content.photoIds);
    await store.append({ kind: 'listing_changed', ...placeOf(seller, listing), content });
    response.json(toListingView(listing, origin()));
  });

  router.post('/v1/listings/:id/sold', async (request, response) => {
    const { seller, listing } = await requireOwn(context, request);
    if (listing.status !== 'sold') {
      requireLive(listing);
      await store.append({ kind: 'listing_sold', ...placeOf(seller, listing) });
    }
    await store.settled();
    response.json(toListingView(listing, origin()));
  });

  // Taken down, not forgotten: its page says so, and its reference and key stay known. Twice is as good as once.
  router.delete('/v1/listings/:id', async (request, response) => {
    const { seller, listing } = await requireOwn(context, request);
    if (listing.status !== 'delisted') {
      await store.append({ kind: 'listing_delisted', ...placeOf(seller, listing) });
    }
    await store.settled();
    response.json(toListingView(listing, origin()));
  });

  return router;
}

/** The listing of somebody else is as unknown as one that never was. */
async function requireOwn(
  context: MarketContext,
  request: Request<{ id: string }>,
): Promise<{ seller: Seller; listing: Listing }> {
  const seller = await admitSeller(context, request);
  const listing = context.store.state.listings.get(request.params.id);
  if (listing === undefined || listing.sellerId !== seller.id) {
    throw notFound('listing');
  }
  return { seller, listing };
}

function requireLive(listing: Listing): void {
  if (listing.status !== 'live') {
    const sentence = listing.status === 'sold' ? 'This listing is sold.' : 'This listing was taken down.';
    throw new ApiError(409, 'not_live', sentence);
  }
}

/** The schema turns an absent optional text into null; a change must not clear what was not named. */
function isGiven(body: unknown, field: string): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, field);
}

function placeOf(seller: Seller, listing: Listing) {
  return { sellerId: seller.id, listingId: listing.id, reference: listing.reference, idempotencyKey: null };
}
