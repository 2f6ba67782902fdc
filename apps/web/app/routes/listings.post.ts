import { publishTimeFrom } from '../features/publish/publish-time.server.ts';
import { guardedAction } from '../server/guard.server.ts';

/** Posts written listings on accounts, or brings a deleted one back. It has no page of its own. */
export const action = guardedAction(async ({ caller, request }) => {
  const form = await request.formData();
  const restored = form.get('restore');
  if (restored !== null) {
    await caller.listings.restore({ id: String(restored) });
    return { ok: true as const, batchId: null };
  }
  const { batchId } = await caller.listings.post({
    listingIds: form.getAll('listingId').map(String),
    accountIds: form.getAll('accountId').map(String),
    publish: publishTimeFrom(form),
  });
  // Not a redirect: while live updates load the page again, the router drops one that answers a fetcher.
  return { ok: true as const, batchId };
});
