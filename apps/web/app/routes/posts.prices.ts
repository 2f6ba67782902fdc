import { priceChangeIn } from '../features/actions/act-form.server.ts';
import { selectionFrom } from '../features/posts/selection.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** What a change of prices would do to posts; without one, what they cost. */
export const action = guardedResource(async ({ caller, request }) => {
  const form = await request.formData();
  const change = form.has('change') ? priceChangeIn(form) : null;
  return caller.posts.previewReprice({ ...selectionFrom(form), change });
});
