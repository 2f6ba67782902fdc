import { listingSelectionFrom } from '../features/listings/act-on-listings.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** What posting listings would make on each account: asked before it is done. */
export const action = guardedResource(async ({ caller, request }) =>
  caller.listings.planPost(listingSelectionFrom(await request.formData())),
);
