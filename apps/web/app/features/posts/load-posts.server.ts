/** What a page of posts needs, in as few questions as it takes. */

import { redirect } from '@remix-run/node';
import type { Guarded } from '../../server/guard.server.ts';
import { idIn } from './ids.ts';
import { type PostFilters, readFilters, toQuery } from './post-filters.ts';

const pageSize = 100;

interface LoadPosts {
  /** What the page itself narrows to. */
  fixed?: Partial<PostFilters>;
  oldestFirst?: boolean;
  /** Rows of a page. */
  limit?: number;
}

/** The page that the address asks for. */
export async function loadPosts(
  { caller, request }: Guarded,
  { fixed, oldestFirst = false, limit = pageSize }: LoadPosts = {},
) {
  const { pathname, searchParams } = new URL(request.url);
  const filters: PostFilters = { ...readFilters(searchParams), ...fixed };
  const filter = toQuery(filters);
  const before = idIn(searchParams.get('before'));
  const cursor = idIn(searchParams.get('after'));
  const isWholeFirstPage = before === null && cursor === null && limit === pageSize;
  const [page, counted] = await Promise.all([
    caller.posts.list({
      filter,
      limit,
      oldestFirst,
      ...(before !== null ? { before } : cursor !== null ? { cursor } : {}),
    }),
    // What a search finds is counted no further than a page goes, by the same walk: the first page says it itself.
    isWholeFirstPage && filter.search !== undefined ? null : caller.posts.count({ filter }),
  ]);
  const count = counted ?? { count: page.posts.length, atLeast: page.nextCursor !== null };
  const isTooNew = before !== null && page.previousCursor === null;
  const isTooOld = cursor !== null && page.posts.length === 0;
  if (isTooNew || isTooOld) {
    // Going back has reached the beginning, or the list got shorter: the first page, whole.
    searchParams.delete('before');
    searchParams.delete('after');
    throw redirect(searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`);
  }
  return { page, count, filters };
}

export async function loadChannelTitles({ caller }: Guarded): Promise<Record<string, string>> {
  const channels = await caller.channels.list();
  return Object.fromEntries(channels.map(({ name, title }) => [name, title]));
}
