import { readFilters, toQuery } from '../features/posts/post-filters.ts';
import { guardedResource } from '../server/guard.server.ts';

/** How many posts match the address, exactly, at this moment: asked before something is done to all of them. */
export const loader = guardedResource(({ caller, request }) =>
  caller.posts.matching({ filter: toQuery(readFilters(new URL(request.url).searchParams)) }),
);
