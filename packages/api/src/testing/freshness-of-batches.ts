/** Batches and sheets change, which are many posts at once. */

import { createFacebookSheetChannel } from '@hawker/channels';
import { handOver } from '@hawker/publishing';
import { byApi, type Change } from './freshness-change.ts';
import type { Scene } from './freshness-scene.ts';
import { newListing } from './test-app.ts';

const sheetChannel = createFacebookSheetChannel();

async function waitingSheet({ caller }: Scene['actor']) {
  const [sheet] = await caller.sheets.list({ waiting: true });
  return caller.sheets.get({ id: sheet?.id ?? '' });
}

/** What was said of the posts of sheets is forgotten, so that it can be said anew. */
async function waitAgain({ actor }: Scene): Promise<void> {
  const { sql } = actor.app.database;
  await sql.rows(`DELETE FROM attempt WHERE post_id IN (SELECT post_id FROM sheet_row)`);
  await sql.rows(
    `UPDATE post SET status = 'awaiting_upload' FROM sheet_row
     WHERE post_id = post.id AND sheet_row.generation = post.generation`,
  );
}

export const batchChanges: readonly Change[] = [
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
    await actor.caller.sheets.markLive({ sheetId: (await waitingSheet(actor)).id });
  }),
  {
    ...byApi('a listing of a sheet was refused', ['sheets.settle'], async ({ actor }) => {
      const { id, posts } = await waitingSheet(actor);
      await actor.caller.sheets.settle({ id, refused: posts.map((post) => ({ postId: post.id })) });
    }),
    prepare: waitAgain,
  },
  {
    ...byApi('posts of a sheet are said to be live', ['posts.markLive'], async ({ actor }) => {
      const { posts } = await waitingSheet(actor);
      await actor.caller.posts.markLive({ ids: posts.map((post) => post.id) });
    }),
    prepare: waitAgain,
  },
];
