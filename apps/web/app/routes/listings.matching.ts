import { listingFilterOf } from '../features/listings/act-on-listings.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** How many listings match the search, exactly, at this moment: asked before something is done to all of them. */
export const loader = guardedResource(({ caller, request }) =>
  caller.listings.matching({ filter: listingFilterOf(new URL(request.url).searchParams.get('q') ?? '') }),
);
