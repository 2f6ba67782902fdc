/** Every way in which something that is cached can change, in an order in which each has something to change. */

import { createFacebookSheetChannel } from '@hawker/channels';
import { newId } from '@hawker/db';
import { endListing, fetchPendingPhoto, handOver, publishNext, rescue, sweep } from '@hawker/publishing';
import { createLocalClient } from '../local-client.ts';
import { signOut } from '../services/sign-in.ts';
import type { Scene } from './freshness-scene.ts';
import { actorOf, newListing, sheetOf } from './test-app.ts';

export interface Change {
  what: string;
  /** `command`: a process that was started for it and is gone when it is done. */
  by: 'the API' | 'a worker' | 'a command' | 'SQL';
  /** The procedures that it calls. */
  covers?: readonly string[];
  /** By SQL, before anybody looks: what must be so for the change to be one. */
  prepare?(scene: Scene): Promise<unknown>;
  make(scene: Scene): Promise<unknown>;
  /** False where no cached answer shows it: then it must leave them all as they are. */
  isSeen?: boolean;
}

const sheetChannel = createFacebookSheetChannel();

const inAnHour = () => new Date(Date.now() + 3_600_000);
const first = ({ firstPost }: Scene) => ({ ids: [firstPost] });
const others = ({ firstPost, postIds }: Scene) => ({ ids: postIds.filter((id) => id !== firstPost) });

function byApi(what: string, covers: readonly string[], make: (scene: Scene) => Promise<unknown>): Change {
  return { what, by: 'the API', covers, make };
}

function byWorker(what: string, make: (scene: Scene) => Promise<unknown>): Change {
  return { what, by: 'a worker', make };
}

function byCommand(
  what: string,
  make: (client: ReturnType<typeof createLocalClient>, scene: Scene) => Promise<unknown>,
) {
  const change: Change = {
    what,
    by: 'a command',
    make: async (scene) => {
      const command = await scene.actor.another();
      await make(createLocalClient(command.app, actorOf('owner')), scene);
      await command.close();
    },
  };
  return change;
}

function bySql(what: string, text: string): Change {
  return { what, by: 'SQL', make: ({ actor }) => actor.app.database.sql.rows(text) };
}

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

/** The account may publish at once, and its first post is due. */
async function makeDue({ actor, accountId, firstPost }: Scene): Promise<void> {
  const { sql } = actor.app.database;
  await sql.rows(
    `UPDATE account SET status = 'active', blocked_reason = NULL, next_slot_at = NULL, lease_until = NULL WHERE id = $1`,
    [accountId],
  );
  await sql.rows(`UPDATE post SET due_at = clock_timestamp() WHERE id = $1`, [firstPost]);
}

async function removeAll({ caller }: Scene['actor']): Promise<void> {
  const { next } = await caller.posts.remove({ filter: {} });
  await caller.posts.goOn({ action: next ?? '' });
}

/** One step of the engine, from a first post that waits in the queue. */
function publishing(what: string, submit: Scene['answers']['submit']): Change {
  return {
    what,
    by: 'a worker',
    prepare: async (scene) => {
      const { sql } = scene.actor.app.database;
      await sql.rows(`UPDATE post SET status = 'queued', retries = 0 WHERE id = $1`, [scene.firstPost]);
      await makeDue(scene);
    },
    make: ({ answers, engine, accountId }) => {
      answers.submit = submit;
      return publishNext(engine, accountId);
    },
  };
}

export const changes: readonly Change[] = [
  byApi('an account is created', ['accounts.create'], ({ actor }) => actor.addAccounts(1)),
  byApi('an account is renamed', ['accounts.update'], ({ actor, accountId }) =>
    actor.caller.accounts.update({ id: accountId, update: { name: 'Renamed' } }),
  ),
  byApi('a pace is changed', ['accounts.update'], ({ actor, accountId }) =>
    actor.caller.accounts.update({
      id: accountId,
      update: { pace: { minGapSeconds: 0, postsPerDay: 77, quietStartMinute: null, quietEndMinute: null } },
    }),
  ),
  byApi('an account says listings differently', ['accounts.setVariation'], ({ actor, accountId }) =>
    actor.caller.accounts.setVariation({
      id: accountId,
      variation: { title: '{title} now', description: null, price: null },
    }),
  ),
  byApi('an account is paused', ['accounts.pause'], ({ actor, accountId }) =>
    actor.caller.accounts.pause({ id: accountId }),
  ),
  byApi('an account is resumed', ['accounts.resume'], ({ actor, accountId }) =>
    actor.caller.accounts.resume({ id: accountId }),
  ),
  {
    ...byApi('a channel is paused', ['channels.pause'], ({ actor }) =>
      actor.caller.channels.pause({ channel: 'silent' }),
    ),
    isSeen: false,
  },
  {
    ...byApi('a channel is resumed', ['channels.resume'], ({ actor }) =>
      actor.caller.channels.resume({ channel: 'silent' }),
    ),
    isSeen: false,
  },
  byApi('an account is deleted', ['accounts.remove'], ({ actor, accountId }) =>
    actor.caller.accounts.remove({ id: accountId }),
  ),
  byApi('an account is restored', ['accounts.restore'], ({ actor, accountId }) =>
    actor.caller.accounts.restore({ id: accountId }),
  ),
  byApi('a sign-in is refused', ['accounts.checkSignIn'], async ({ actor, accountId }) => {
    actor.channel.signIn = { kind: 'refused', sentence: 'No.' };
    await actor.caller.accounts.checkSignIn({ id: accountId });
  }),
  byApi('a sign-in works again', ['accounts.checkSignIn'], async ({ actor, accountId }) => {
    actor.channel.signIn = { kind: 'ok', sellerName: 'Ann' };
    await actor.caller.accounts.checkSignIn({ id: accountId });
  }),
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
  byApi('a whole batch is published', ['batches.publish'], async ({ actor }) => {
    const [batch] = await actor.caller.batches.list({});
    await actor.caller.batches.publish({ id: batch?.id ?? '' });
  }),
  byApi('a whole batch is canceled', ['batches.cancel'], async ({ actor }) => {
    const [batch] = await actor.caller.batches.list({});
    await actor.caller.batches.cancel({ id: batch?.id ?? '' });
  }),
  {
    what: 'a whole batch is tried again',
    by: 'the API',
    covers: ['batches.retry'],
    prepare: ({ actor }) =>
      actor.app.database.sql.rows(
        `UPDATE post SET status = 'failed' WHERE batch_id = (SELECT id FROM batch ORDER BY id DESC LIMIT 1)`,
      ),
    make: async ({ actor }) => {
      const [batch] = await actor.caller.batches.list({});
      await actor.caller.batches.retry({ id: batch?.id ?? '' });
    },
  },
  {
    what: 'a person settles a post',
    by: 'the API',
    covers: ['posts.settle'],
    prepare: ({ actor, firstPost }) =>
      actor.app.database.sql.rows(`UPDATE post SET status = 'needs_review' WHERE id = $1`, [firstPost]),
    make: ({ actor, firstPost }) => actor.caller.posts.settle({ id: firstPost, answer: { is: 'given_up' } }),
  },
  {
    what: 'a due post goes into a sheet',
    by: 'a worker',
    prepare: async ({ actor }) => {
      const { id } = await actor.caller.accounts.create({
        ...{ channel: sheetChannel.name, name: 'Ann at Facebook', timeZone: 'Europe/Berlin', credentials: {} },
        pace: sheetChannel.defaultPace,
      });
      await actor.caller.listings.create({
        listing: newListing('By hand'),
        accountIds: [id],
        publish: { when: 'now' },
      });
    },
    make: async ({ actor, engine }) => {
      const accounts = await actor.app.database.sql.rows<{ id: string }>('SELECT id FROM account WHERE channel = $1', [
        sheetChannel.name,
      ]);
      for (const { id } of accounts) {
        await handOver(engine, sheetChannel, id);
      }
    },
  },
  {
    ...byApi('a sheet is downloaded', ['sheets.download'], async ({ actor }) => {
      const [sheet] = await actor.caller.sheets.list({ waiting: true });
      await actor.caller.sheets.download({ id: sheet?.id ?? '' });
    }),
    isSeen: false,
  },
  byApi('a sheet is said to be live', ['sheets.markLive'], async ({ actor }) => {
    const [sheet] = await actor.caller.sheets.list({ waiting: true });
    await actor.caller.sheets.markLive({ sheetId: sheet?.id ?? '' });
  }),
  {
    what: 'what a dead worker left is taken over',
    by: 'a worker',
    prepare: ({ actor, accountId, firstPost }) =>
      actor.app.database.sql.rows(
        `WITH dead AS (UPDATE account SET lease_until = now() - interval '1 minute' WHERE id = $2)
         , stuck AS (UPDATE post SET status = 'publishing' WHERE id = $1)
         INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id)
         VALUES ($1, $2, 9, 'key', 'submitting', 1, $3)`,
        [firstPost, accountId, newId()],
      ),
    make: ({ engine }) => rescue(engine),
  },
  {
    what: 'a photo cannot be fetched, and its listing waits no longer',
    by: 'a worker',
    prepare: async ({ actor, listingId }) => {
      const { sql } = actor.app.database;
      await sql.rows('DELETE FROM photo WHERE listing_id = $1', [listingId]);
      await sql.rows(`UPDATE post SET status = 'queued', due_at = NULL WHERE listing_id = $1`, [listingId]);
      await sql.rows(
        `INSERT INTO photo (listing_id, status, source_url) VALUES ($1, 'pending', 'http://127.0.0.1:1/chair.jpg')`,
        [listingId],
      );
    },
    make: async ({ actor, engine, listingId }) => {
      const [photo] = await actor.app.database.sql.rows<{ id: string }>('SELECT id FROM photo WHERE listing_id = $1', [
        listingId,
      ]);
      await fetchPendingPhoto(engine, photo?.id ?? '', { allowedOrigins: [], lastTry: true });
    },
  },
  {
    what: 'the sweep releases posts that nobody told',
    by: 'a worker',
    prepare: ({ actor, listingId }) =>
      actor.app.database.sql.rows(`UPDATE post SET status = 'queued', due_at = NULL WHERE listing_id = $1`, [
        listingId,
      ]),
    make: ({ engine }) => sweep(engine),
  },
  byCommand('pauses an account', (client, { accountId }) => client.accounts.pause.mutate({ id: accountId })),
  byCommand('resumes it', (client, { accountId }) => client.accounts.resume.mutate({ id: accountId })),
  byCommand('cancels posts', (client, { postIds }) => client.posts.cancel.mutate({ ids: postIds })),
  byCommand('imports a sheet', async (client, { accountId }) => {
    const upload = await client.uploads.create.mutate({ fileName: 'more.csv', contentBase64: sheetOf(2, 'Stool') });
    await client.uploads.confirm.mutate({ id: upload.id, accountIds: [accountId], publish: { when: 'now' } });
  }),
  byApi('a token is revoked', ['tokens.revoke'], ({ actor, apiToken }) =>
    actor.caller.tokens.revoke({ id: apiToken.id }),
  ),
  byApi('somebody signs out', [], ({ actor, sessions }) => signOut(actor.app, sessions[1])),
  byApi('a password is changed', ['signIn.changePassword'], ({ actor, user }) =>
    actor
      .callerOf({ kind: 'session', userId: user.id, name: 'Ann', email: user.email, role: 'owner' })
      .signIn.changePassword({ current: user.password, wanted: 'another password of enough length' }),
  ),
  bySql('an account is changed', `UPDATE account SET name = name || ' by hand'`),
  bySql('a listing is changed', `UPDATE listing SET title = title || ' by hand'`),
  bySql('a photo is changed', `UPDATE photo SET content_hash = 'other' WHERE listing_id IS NOT NULL`),
  bySql('posts are changed', `UPDATE post SET status = 'sold' WHERE status <> 'sold'`),
  bySql('posts are erased', 'DELETE FROM post'),
];
