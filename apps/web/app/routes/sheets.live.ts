import { guardedAction } from '../server/guard.server.ts';

/** Where it is said of a whole sheet that it is live: a post says so at its own page. It has no page of its own. */
export const action = guardedAction(async ({ caller, request }) => {
  const form = await request.formData();
  const { moved } = await caller.sheets.markLive({ sheetId: String(form.get('sheetId')) });
  return { ok: true as const, moved };
});
