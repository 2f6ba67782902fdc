import type { Inputs } from '@hawker/api';
import { accountIdOf } from '../features/accounts/account-links.ts';
import { jsonIn } from '../features/actions/act-form.server.ts';
import { guardedLoader, guardedResource } from '../server/guard.server.ts';

/** So many listings show what comes of a variation. */
const shownListings = 3;

/** Listings to show a variation with: of the upload in `?upload=`, or the newest. */
export const loader = guardedLoader(async ({ caller, request }) => {
  const uploadId = new URL(request.url).searchParams.get('upload');
  if (uploadId !== null) {
    return caller.uploads.preview({ id: uploadId });
  }
  const newest = await caller.listings.list({ limit: shownListings });
  const listings = await Promise.all(newest.listings.map(({ id }) => caller.listings.get({ id })));
  return { listings, priceNotice: null };
});

/** How an account says listings differently. It has no page of its own: the editor opens over others. */
export const action = guardedResource(async ({ caller, params, request }) => {
  const form = await request.formData();
  // The router's schema has the last word on it.
  const variation = jsonIn(form, 'variation') as Inputs['accounts']['setVariation']['variation'];
  await caller.accounts.setVariation({ id: accountIdOf(params), variation });
  return { ok: true as const };
});
