import { actOnPosts } from '../features/posts/act-on-posts.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** What every list of posts sends its acts to. It has no page of its own. */
export const action = guardedResource(async (guarded) => actOnPosts(guarded, await guarded.request.formData()));
