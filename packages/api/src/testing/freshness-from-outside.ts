/** What changes without a person at the dashboard: workers that mend, commands, sign-ins that end, and SQL by hand. */

import { newId } from '@hawker/db';
import { fetchPendingPhoto, rescue, sweep } from '@hawker/publishing';
import { createLocalClient } from '../local-client.ts';
import { signOut } from '../services/sign-in.ts';
import { byApi, type Change } from './freshness-change.ts';
import type { Scene } from './freshness-scene.ts';
import { actorOf, sheetOf } from './test-app.ts';

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

export const outsideChanges: readonly Change[] = [
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
