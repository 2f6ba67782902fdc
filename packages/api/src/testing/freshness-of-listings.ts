/** Listings change, by form and by file. */

import { byApi, type Change } from './freshness-change.ts';
import type { Scene } from './freshness-scene.ts';
import { newListing, sheetOf } from './test-app.ts';

async function listingInput({ actor, listingId }: Scene, changes: object) {
  const {
    photos,
    posts: _posts,
    id,
    createdAt: _c,
    updatedAt: _u,
    ...listing
  } = await actor.caller.listings.get({ id: listingId });
  return { id, listing: { ...listing, photoIds: photos.map((photo) => photo.id), ...changes } };
}

export const listingChanges: readonly Change[] = [
  byApi('a post is edited', ['posts.update'], ({ actor, firstPost }) =>
    actor.caller.posts.update({ id: firstPost, overrides: { title: 'Edited' } }),
  ),
  byApi('a listing is edited', ['listings.update'], async (scene) =>
    scene.actor.caller.listings.update(await listingInput(scene, { priceMinor: 4_321 })),
  ),
  byApi('a listing gets another photo', ['listings.update'], async (scene) => {
    const [photo] = await scene.actor.app.database.sql.rows<{ id: string }>(
      `INSERT INTO photo (status, content_hash) VALUES ('ready', 'hash') RETURNING id`,
    );
    await scene.actor.caller.listings.update(await listingInput(scene, { photoIds: [photo?.id ?? ''] }));
  }),
  byApi('a listing is deleted', ['listings.remove'], ({ actor, listingId }) =>
    actor.caller.listings.remove({ id: listingId }),
  ),
  byApi('a listing is restored', ['listings.restore'], ({ actor, listingId }) =>
    actor.caller.listings.restore({ id: listingId }),
  ),
  byApi('a listing is created', ['listings.create'], ({ actor, accountId }) =>
    actor.caller.listings.create({ listing: newListing(), accountIds: [accountId] }),
  ),
  byApi('a listing is posted on another account', ['listings.post'], async ({ actor, listingId }) =>
    actor.caller.listings.post({
      listingIds: [listingId],
      accountIds: await actor.addAccounts(1),
      publish: { when: 'draft' },
    }),
  ),
  byApi('an upload is confirmed', ['uploads.create', 'uploads.confirm'], async ({ actor, accountId }) => {
    const upload = await actor.caller.uploads.create({ fileName: 'stock.csv', contentBase64: sheetOf(3) });
    await actor.caller.uploads.confirm({ id: upload.id, accountIds: [accountId], publish: { when: 'draft' } });
  }),
];
