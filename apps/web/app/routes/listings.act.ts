import { actOnListings } from '../features/listings/act-on-listings.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** What the list of listings sends its acts to. It has no page of its own. */
export const action = guardedResource(async (guarded) => actOnListings(guarded, await guarded.request.formData()));
