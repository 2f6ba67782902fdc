import { listingSelectionFrom } from '../features/listings/act-on-listings.server.ts';
import { publishTimeFrom } from '../features/publish/publish-time.server.ts';
import { guardedAction } from '../server/guard.server.ts';

/** Posts written listings on accounts, or brings a deleted one back. It has no page of its own. */
export const action = guardedAction(async ({ caller, request }) => {
  const form = await request.formData();
  const restored = form.get('restore');
  if (restored !== null) {
    await caller.listings.restore({ id: String(restored) });
    return { ok: true as const, batchId: null, ruledOut: null };
  }
  const selection = listingSelectionFrom(form);
  const { batchId, ruledOut } = await caller.listings.post({
    ...('ids' in selection ? { listingIds: selection.ids } : selection),
    accountIds: form.getAll('accountId').map(String),
    publish: publishTimeFrom(form),
  });
  // Not a redirect: while live updates load the page again, the router drops one that answers a fetcher.
  return { ok: true as const, batchId, ruledOut };
});
