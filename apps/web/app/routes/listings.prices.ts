import { priceChangeIn } from '../features/actions/act-form.server.ts';
import { listingSelectionFrom } from '../features/listings/act-on-listings.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** What a change of prices would do to listings; without one, what they cost. */
export const action = guardedResource(async ({ caller, request }) => {
  const form = await request.formData();
  const change = form.has('change') ? priceChangeIn(form) : null;
  return caller.listings.previewReprice({ ...listingSelectionFrom(form), change });
});
