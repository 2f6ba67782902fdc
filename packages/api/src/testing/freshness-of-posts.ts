/** Posts change: by a person, one by one or all that match, and by the worker that publishes them. */

import { endListing, publishNext } from '@hawker/publishing';
import { byApi, byWorker, type Change, makeDue, publishing } from './freshness-change.ts';
import type { Scene } from './freshness-scene.ts';

const inAnHour = () => new Date(Date.now() + 3_600_000);
const first = ({ firstPost }: Scene) => ({ ids: [firstPost] });
const others = ({ firstPost, postIds }: Scene) => ({ ids: postIds.filter((id) => id !== firstPost) });

async function removeAll({ caller }: Scene['actor']): Promise<void> {
  const { next } = await caller.posts.remove({ filter: {} });
  await caller.posts.goOn({ action: next ?? '' });
}

export const postChanges: readonly Change[] = [
  byApi('a post is scheduled', ['posts.schedule'], (scene) =>
    scene.actor.caller.posts.schedule({ ...first(scene), at: inAnHour() }),
  ),
  byApi('a post is canceled', ['posts.cancel'], (scene) => scene.actor.caller.posts.cancel(first(scene))),
  byApi('a post is tried again', ['posts.retry'], (scene) => scene.actor.caller.posts.retry(first(scene))),
  publishing('the marketplace is busy', { kind: 'retryable', sentence: 'Busy.', retryAfterMs: 60_000 }),
  publishing('the marketplace asks to wait', { kind: 'rate_limited', sentence: 'Wait.', retryAfterMs: 60_000 }),
  publishing('the marketplace refuses the token', { kind: 'auth_expired', sentence: 'No.' }),
  publishing('the marketplace refuses the listing', { kind: 'rejected', sentence: 'No chairs.', fieldErrors: {} }),
  publishing('a reply is lost', { kind: 'unknown', sentence: 'Lost.' }),
  {
    what: 'a lookup finds the listing',
    by: 'a worker',
    prepare: makeDue,
    make: ({ answers, engine, accountId }) => {
      answers.lookup = { kind: 'found', externalId: 'x', externalUrl: 'http://market.test/x' };
      return publishNext(engine, accountId);
    },
  },
  byApi('a listing is to be marked as sold', ['posts.end'], (scene) =>
    scene.actor.caller.posts.end({ ...first(scene), as: 'sold' }),
  ),
  byWorker('it is marked as sold at the marketplace', ({ engine, firstPost }) => endListing(engine, firstPost)),
  byApi('a sold post is listed anew', ['posts.relist'], (scene) => scene.actor.caller.posts.relist(first(scene))),
  publishing('a post is published', { kind: 'published', externalId: 'y', externalUrl: 'http://market.test/y' }),
  byApi('a post is deleted', ['posts.remove'], (scene) => scene.actor.caller.posts.remove(others(scene))),
  byApi('a post is restored', ['posts.restore'], (scene) => scene.actor.caller.posts.restore(others(scene))),
  byApi('a post is to be published', ['posts.publish'], (scene) => scene.actor.caller.posts.publish(others(scene))),
  byApi('all that match are deleted', ['posts.goOn'], ({ actor }) => removeAll(actor)),
  byApi('and come back', ['posts.goOn'], async ({ actor }) => {
    const [entry] = await actor.app.database.sql.rows<{ id: string }>(
      `SELECT id FROM audit_entry WHERE entity = 'post' AND action = 'delete' ORDER BY id DESC LIMIT 1`,
    );
    const { next } = await actor.caller.posts.restore({ undo: entry?.id ?? '' });
    await actor.caller.posts.goOn({ action: next ?? '' });
  }),
  {
    ...byApi('the prices of posts are changed', ['posts.reprice', 'posts.goOn'], async ({ actor, postIds }) => {
      const change = { kind: 'set' as const, priceMinor: 777, currency: 'EUR' };
      const { next } = await actor.caller.posts.reprice({ ids: postIds, change });
      await actor.caller.posts.goOn({ action: next ?? '' });
    }),
    prepare: ({ actor, postIds }) =>
      actor.app.database.sql.rows(`UPDATE post SET status = 'draft' WHERE id = ANY($1::uuid[])`, [postIds]),
  },
  byApi('the prices of listings are changed', ['listings.reprice', 'listings.goOn'], async ({ actor, listingId }) => {
    await actor.app.database.sql.rows('UPDATE post SET price_minor = NULL');
    const change = { kind: 'set' as const, priceMinor: 888, currency: 'EUR' };
    const { next } = await actor.caller.listings.reprice({ ids: [listingId], change });
    await actor.caller.listings.goOn({ action: next ?? '' });
  }),
  {
    ...byApi('long actions are stopped', ['posts.stop', 'listings.stop'], async ({ actor, postIds, listingId }) => {
      const { listings, posts } = actor.caller;
      const change = { kind: 'set' as const, priceMinor: 999, currency: 'EUR' };
      const onPosts = await posts.reprice({ ids: postIds, change });
      await posts.stop({ action: onPosts.next ?? '' });
      const onListings = await listings.reprice({ ids: [listingId], change });
      await listings.stop({ action: onListings.next ?? '' });
    }),
    isSeen: false,
  },
  byApi('listings are deleted', ['listings.removeMany', 'listings.goOn'], async ({ actor, listingId }) => {
    const { next } = await actor.caller.listings.removeMany({ ids: [listingId] });
    await actor.caller.listings.goOn({ action: next ?? '' });
  }),
  byApi('listings come back', ['listings.restoreMany', 'listings.goOn'], async ({ actor }) => {
    const [entry] = await actor.app.database.sql.rows<{ id: string }>(
      `SELECT id FROM audit_entry WHERE entity = 'listing' AND action = 'delete' ORDER BY id DESC LIMIT 1`,
    );
    const { next } = await actor.caller.listings.restoreMany({ undo: entry?.id ?? '' });
    await actor.caller.listings.goOn({ action: next ?? '' });
  }),
];
