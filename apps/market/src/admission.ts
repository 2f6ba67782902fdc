/** What a call with a seller token meets before its own work begins: the faults, and the check of its token. */
import type { Request } from 'express';
import { ApiError } from './api-error.ts';
import type { MarketContext } from './context.ts';
import { type CallFaults, isTokenExpired } from './faults.ts';
import { sha256Hex } from './random.ts';
import type { Seller } from './state.ts';

/** The seller that the token names, whether or not the call is then let in. */
export function findSeller(context: MarketContext, request: Request): Seller | null {
  const match = /^Bearer +(\S{1,200})$/i.exec(request.get('authorization') ?? '');
  const token = match?.[1];
  if (token === undefined) {
    return null;
  }
  const sellerId = context.store.state.sellerIdsByTokenHash.get(sha256Hex(token));
  return (sellerId === undefined ? undefined : context.store.state.sellers.get(sellerId)) ?? null;
}

/**
 * Lets a call in, or throws the ApiError that it is answered with. The order is the one of a real market: the front
 * door may be down, then the token is looked at, then the limit of the seller.
 */
export function admit(seller: Seller | null, faults: CallFaults): Seller {
  if (faults.unavailable) {
    throw new ApiError(503, 'unavailable', 'The practice market is down for a moment. Try again later.');
  }
  if (seller === null) {
    throw new ApiError(401, 'token_invalid', 'This seller token is missing or unknown.');
  }
  if (isTokenExpired(faults.settings, seller.id)) {
    throw new ApiError(401, 'token_expired', 'This seller token has expired.');
  }
  if (faults.rateLimited) {
    const { retryAfterSeconds } = faults.settings.rateLimit;
    throw new ApiError(429, 'rate_limited', `Too many calls. Wait ${retryAfterSeconds} s before the next one.`, {
      retryAfterSeconds,
    });
  }
  return seller;
}

/** For every call except the one that publishes, which logs what it met. */
export async function admitSeller(context: MarketContext, request: Request): Promise<Seller> {
  const faults = context.faults.next('other');
  await context.clock.sleep(faults.latencyMs, context.shutdown);
  return admit(findSeller(context, request), faults);
}
