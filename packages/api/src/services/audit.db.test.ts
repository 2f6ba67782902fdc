import { afterAll, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { createOwner, findActor } from './sign-in.ts';

const bench = await createTestApp();
const { app } = bench;
afterAll(() => bench.close());

test('what two tokens of one person did had one name: each is named, in the trail and in the story of the post', async () => {
  await createOwner(app, { name: 'Ann', email: 'ann@example.com', password: 'a long enough password' });
  const accountIds = await bench.addAccounts(1);
  const { listingIds } = await bench.caller.listings.create({ listing: newListing(), accountIds });
  const postId = (await bench.caller.posts.list({ filter: { listingId: listingIds[0] } })).posts[0]?.id ?? '';
  const callers = [];
  for (const name of ['Stock sync', 'Night shift']) {
    const { id, token } = await bench.caller.tokens.create({ name });
    callers.push({ id, caller: bench.callerOf(await findActor(app, token)) });
  }
  const [sync, night] = callers;
  await sync?.caller.posts.publish({ ids: [postId] });
  await night?.caller.posts.cancel({ ids: [postId] });
  // The trail names it also when it is no longer good.
  await bench.caller.tokens.revoke({ id: sync?.id ?? '' });

  const trail = await bench.caller.system.audit({ limit: 3 });
  expect(trail.map(({ action, user, tokenName }) => [action, user?.name, tokenName])).toEqual([
    ['revoke', undefined, null],
    ['cancel', 'Ann', 'Night shift'],
    ['queue', 'Ann', 'Stock sync'],
  ]);
  const { events } = await bench.caller.posts.get({ id: postId });
  expect(events.map(({ move, actorName, tokenName }) => [move, actorName, tokenName])).toEqual([
    ['cancel', 'Ann', 'Night shift'],
    ['queue', 'Ann', 'Stock sync'],
    ['create', null, null],
  ]);
});

test('a long action that one token began is nobody else’s', async () => {
  const accountIds = await bench.addAccounts(1);
  for (let n = 0; n < 3; n++) {
    await bench.caller.listings.create({ listing: newListing(), accountIds });
  }
  const [sync, other] = await Promise.all(
    ['Prices', 'Others'].map(async (name) => {
      const { token } = await bench.caller.tokens.create({ name });
      return bench.callerOf(await findActor(app, token));
    }),
  );
  const begun = await sync?.posts.publish({ filter: {}, upTo: 'now' });
  const action = begun?.next ?? '';
  await expect(other?.posts.goOn({ action })).rejects.toThrow('does not exist');
  expect(await sync?.posts.goOn({ action })).toMatchObject({ moved: 3, next: null });
});
