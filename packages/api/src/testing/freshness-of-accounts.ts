/** Accounts and channels change. */

import { byApi, type Change } from './freshness-change.ts';

export const accountChanges: readonly Change[] = [
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
];
