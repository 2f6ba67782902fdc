import { selectionFrom } from '../features/posts/selection.server.ts';
import type { ActByHand } from '../features/sheets/by-hand-words.ts';
import { guardedResource } from '../server/guard.server.ts';

/** Which of the posts a person has uploaded, or may have: asked before something is done with them. */
export const action = guardedResource(async ({ caller, request }) => {
  const form = await request.formData();
  // The procedure checks it.
  return caller.posts.byHand({ ...selectionFrom(form), act: String(form.get('act')) as ActByHand });
});
