import { instantIn, textIn } from '../features/actions/act-form.server.ts';
import { selectionFrom } from '../features/posts/selection.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** When posts that are to be scheduled would really be out, account by account. */
export const action = guardedResource(async ({ caller, request }) => {
  const form = await request.formData();
  const to = textIn(form, 'to') === null ? null : instantIn(form, 'to');
  return caller.posts.planSchedule({ ...selectionFrom(form), from: instantIn(form, 'from'), to });
});
