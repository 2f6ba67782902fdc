/**
 * `POST /v1/listings`: the one call that fault tests are about, so every attempt at it is logged with its outcome.
 * The outcome is logged before it is told, and what was told and then lost (`dropped_reply`) is logged as such.
 */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { admit, findSeller } from '../admission.ts';
import { ApiError, marketFull } from '../api-error.ts';
import type { MarketContext } from '../context.ts';
import type { ListingContent } from '../entries.ts';
import type { CallFaults } from '../faults.ts';
import { type BodyReader, createJsonReader } from '../http.ts';
import { newListingSchema, parseFields, toContent } from '../listing-input.ts';
import { toListingView } from '../listing-view.ts';
import { createId, sha256Hex } from '../random.ts';
import { type Listing, ownedBy, type Seller } from '../state.ts';

type Outcome =
  | { kind: 'replayed'; listing: Listing }
  | { kind: 'created'; content: ListingContent; reference: string; bodyHash: string };

export function publishRoutes(context: MarketContext): Router {
  return Router().post('/v1/listings', publish(context));
}

function publish(context: MarketContext): RequestHandler {
  const { clock, faults, limits, origin, random, shutdown, store } = context;
  const readJson = createJsonReader(limits.jsonBodyBytes);

  return async (request, response) => {
    const startedAt = clock.now().toISOString();
    const drawn = faults.next('publish');
    const seller = findSeller(context, request);
    const idempotencyKey = readIdempotencyKey(request);
    const body = await readBody(readJson, request, response);
    await clock.sleep(drawn.latencyMs, shutdown);

    const attempt = {
      sellerId: seller?.id ?? null,
      reference: referenceIn(body),
      idempotencyKey: idempotencyKey instanceof ApiError ? null : idempotencyKey,
      startedAt,
    };
    let admitted: Seller;
    let outcome: Outcome;
    try {
      admitted = admit(seller, drawn);
      outcome = decide(context, admitted, drawn, idempotencyKey, body);
    } catch (error) {
      if (error instanceof ApiError) {
        await logFailure(context, { ...attempt, listingId: null, endedAt: clock.now().toISOString() }, error);
      }
      throw error;
    }

    const endedAt = clock.now().toISOString();
    if (outcome.kind === 'replayed') {
      const { listing } = outcome;
      const replayed = { ...attempt, listingId: listing.id, endedAt, httpStatus: 200, code: null };
      await store.append({ kind: 'replayed', ...replayed });
      response.json(toListingView(listing, origin()));
      return;
    }

    const listingId = createId(random);
    const { content, reference, bodyHash } = outcome;
    const created = { ...attempt, sellerId: admitted.id, reference, listingId, endedAt, content, bodyHash };
    if (drawn.replyDropped) {
      await store.append({ kind: 'dropped_reply', ...created, httpStatus: null, code: null });
      request.socket.destroy();
      return;
    }
    await store.append({ kind: 'accepted', ...created, httpStatus: 201, code: null });
    const listing = store.state.listings.get(listingId);
    if (listing === undefined) {
      throw new Error(`Listing ${listingId} was accepted and is not there.`);
    }
    response.status(201).json(toListingView(listing, origin()));
  };
}

/**
 * Decides without waiting for anything, so that of two calls with one key exactly one is new.
 * @throws ApiError when the listing is not taken.
 */
function decide(
  context: MarketContext,
  seller: Seller,
  faults: CallFaults,
  idempotencyKey: string | null | ApiError,
  body: unknown,
): Outcome {
  const { limits, store } = context;
  if (idempotencyKey instanceof ApiError) {
    throw idempotencyKey;
  }
  if (body instanceof ApiError) {
    throw body;
  }
  const { reference, ...input } = parseFields(newListingSchema, body);
  const content = toContent(input);
  const bodyHash = sha256Hex(JSON.stringify([reference, content]));

  const key = faults.settings.honourIdempotencyKeys ? idempotencyKey : null;
  const remembered = key === null ? undefined : store.state.keys.get(ownedBy(seller.id, key));
  const listing = remembered === undefined ? undefined : store.state.listings.get(remembered.listingId);
  if (remembered !== undefined && listing !== undefined) {
    if (remembered.bodyHash !== bodyHash) {
      throw new ApiError(409, 'idempotency_mismatch', 'This idempotency key was used for another listing.');
    }
    return { kind: 'replayed', listing };
  }

  assertPhotosExist(context, content.photoIds);
  if (faults.refused) {
    const { field, message } = faults.settings.refuse;
    throw new ApiError(422, 'refused', 'Some fields need a change.', { fields: { [field]: message } });
  }
  if (store.state.listings.size >= limits.listings) {
    throw marketFull('listings');
  }
  return { kind: 'created', content, reference, bodyHash };
}

/** @throws ApiError 422 `refused` */
export function assertPhotosExist(context: MarketContext, photoIds: readonly string[]): void {
  if (photoIds.some((id) => !context.store.state.photos.has(id))) {
    throw new ApiError(422, 'refused', 'Some fields need a change.', {
      fields: { photoIds: 'Upload every photo first.' },
    });
  }
}

interface FailedAttempt {
  sellerId: string | null;
  listingId: null;
  reference: string | null;
  idempotencyKey: string | null;
  startedAt: string;
  endedAt: string;
}

async function logFailure(context: MarketContext, attempt: FailedAttempt, error: ApiError): Promise<void> {
  const failed = { ...attempt, httpStatus: error.status, code: error.code };
  switch (error.status) {
    case 401:
      await context.store.append({ kind: 'unauthorized', ...failed });
      return;
    case 429:
      await context.store.append({
        kind: 'rate_limited',
        ...failed,
        retryAfterSeconds: error.retryAfterSeconds ?? 0,
      });
      return;
    case 503:
      await context.store.append({ kind: 'unavailable', ...failed });
      return;
    default:
      await context.store.append({ kind: 'refused', ...failed, fields: error.fields ?? {} });
  }
}

/** A body that cannot be read is one outcome among others: it is logged, so it is returned and not thrown. */
async function readBody(readJson: BodyReader, request: Request, response: Response): Promise<unknown> {
  try {
    return await readJson(request, response);
  } catch (error) {
    if (error instanceof ApiError) {
      return error;
    }
    throw error;
  }
}

function referenceIn(body: unknown): string | null {
  if (typeof body === 'object' && body !== null && 'reference' in body && typeof body.reference === 'string') {
    return body.reference.trim().slice(0, 200);
  }
  return null;
}

function readIdempotencyKey(request: Request): string | null | ApiError {
  const key = request.get('idempotency-key')?.trim();
  if (key === undefined || key === '') {
    return null;
  }
  return /^[\x21-\x7e]{1,200}$/.test(key)
    ? key
    : new ApiError(400, 'invalid_request', 'Use 1 to 200 printable characters without spaces as Idempotency-Key.');
}
