/** A desk on which everything that is cached can change, seen from several processes. */

import { channelsOf, type LookupResult } from '@hawker/channels';
import type { Outcome } from '@hawker/core';
import { newId } from '@hawker/db';
import { defaultTimes, type EngineOptions } from '@hawker/publishing';
import { forgetAnswers } from '../forget-answers.ts';
import { createOwner, findActor, signIn } from '../services/sign-in.ts';
import { createTestApp, newListing, type TestApp, type TestAppOptions } from './test-app.ts';

export interface Scene {
  /** Makes changes through the API. Hears no announcement: what it sees at once it owes to its own invalidation. */
  actor: TestApp;
  /** Another process that hears none and makes none: with Redis it must see what the others have done all the same. */
  deaf: TestApp;
  /** The worker's process, which hears none either. */
  worker: TestApp;
  engine: EngineOptions;
  /** What the channel says next. */
  answers: { submit: Outcome; lookup: LookupResult };
  /** A process that only hears. */
  hearing(): Promise<TestApp>;
  accountId: string;
  listingId: string;
  postIds: string[];
  /** Of `accountId`. */
  firstPost: string;
  user: { id: string; email: string; password: string };
  /** Of the same user. */
  sessions: readonly [string, string];
  apiToken: { id: string; token: string };
  /** Everything that is cached, as a process answers it. */
  read(from: TestApp): Promise<object>;
  /** The same, past every cache. */
  readFresh(): Promise<object>;
  close(): Promise<void>;
}

export async function createScene(options: TestAppOptions): Promise<Scene> {
  const actor = await createTestApp(options);
  const [deaf, worker] = [await actor.another(), await actor.another()];
  // Its own memory, emptied before each reading, even where the others share.
  const truth = await actor.another({});
  const opened = [truth, worker, deaf, actor];
  for (const { app } of [actor, deaf, worker]) {
    await app.live.close();
  }

  const user = { email: 'ann@example.com', password: 'a password of enough length' };
  await createOwner(actor.app, { name: 'Ann', ...user });
  const openSession = async () => {
    const context = { app: actor.app, actor: null, requestId: 'test', address: null };
    return (await signIn(context, user, null)).token;
  };
  const sessions = [await openSession(), await openSession()] as const;
  const apiToken = await actor.caller.tokens.create({ name: 'Program' });
  const userId = (await findActor(truth.app, sessions[0]))?.userId ?? '';
  const accountIds = await actor.addAccounts(2);
  const accountId = accountIds[0] ?? '';
  const made = await actor.caller.listings.create({ listing: newListing('First'), accountIds });
  const postIds = (await actor.caller.posts.list({})).posts.map((post) => post.id);
  const firstPost = (await actor.caller.posts.list({ filter: { accountId } })).posts[0]?.id ?? '';

  const answers: Scene['answers'] = {
    submit: { kind: 'published', externalId: 'x', externalUrl: 'http://market.test/x' },
    lookup: { kind: 'absent' },
  };
  const engine: EngineOptions = {
    ...worker.app,
    channels: channelsOf({
      ...worker.channel,
      prepare: () => Promise.resolve({ kind: 'ready', submit: () => Promise.resolve(answers.submit) }),
      lookup: () => Promise.resolve(answers.lookup),
      endListing: () => Promise.resolve({ kind: 'ended' }),
    }),
    onChange: (changed) => forgetAnswers(worker.app, changed),
    random: () => 0.5,
    times: { ...defaultTimes, settleTimeMs: 0 },
    silentForMs: () => 0,
    workerId: newId(),
    log: { ...worker.app.log, info: () => undefined },
    shutdown: new AbortController().signal,
  };

  const read = async ({ app, caller }: TestApp) => {
    const [stats, accounts, posts, live, count, bySession, byOther, byToken] = await Promise.all([
      caller.overview.stats(),
      caller.accounts.list(),
      caller.posts.list({ filter: {} }),
      caller.posts.list({ filter: { statuses: ['published'] } }),
      caller.posts.count({ filter: { channel: 'silent' } }),
      findActor(app, sessions[0]),
      findActor(app, sessions[1]),
      findActor(app, apiToken.token),
    ]);
    return { stats, accounts, posts, live, count, bySession, byOther, byToken };
  };

  return {
    actor,
    deaf,
    worker,
    engine,
    answers,
    accountId,
    listingId: made.listingIds[0] ?? '',
    postIds,
    firstPost,
    user: { id: userId, ...user },
    sessions,
    apiToken,
    hearing: async () => {
      const one = await actor.another();
      opened.unshift(one);
      return one;
    },
    read,
    readFresh: async () => {
      await truth.app.cache.clear();
      return read(truth);
    },
    close: async () => {
      for (const one of opened) {
        await one.close();
      }
    },
  };
}
