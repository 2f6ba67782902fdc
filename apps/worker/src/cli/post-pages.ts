import type { Inputs, Outputs } from '@hawker/api';
import type { HawkerClient } from '@hawker/api/client';

export type PostFilter = NonNullable<Inputs['posts']['list']['filter']>;
export type PostPage = Outputs['posts']['list'];
export type Post = PostPage['posts'][number];

/** As many as one call gives. */
const largestPage = 200;

/** Page by page, the newest posts first; whoever reads them stops when they have seen enough. */
export async function* postPages(
  hawker: HawkerClient,
  filter: PostFilter,
  pageSize = largestPage,
): AsyncGenerator<PostPage> {
  let cursor: string | null = null;
  do {
    const page: PostPage = await hawker.posts.list.query({
      filter,
      limit: Math.min(largestPage, pageSize),
      ...(cursor === null ? {} : { cursor }),
    });
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
