import { markLiveOfForm } from '../features/sheets/mark-live-form.ts';
import { guardedAction } from '../server/guard.server.ts';

/** Where every button sends that says a sheet, or a post of one, is live. It has no page of its own. */
export const action = guardedAction(async ({ caller, request }) => {
  const { moved } = await caller.sheets.markLive(markLiveOfForm(await request.formData()));
  return { ok: true as const, moved };
});
