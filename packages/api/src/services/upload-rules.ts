/** What the rows of an upload are checked against, and the key that tells whether that is still the same. */

import { createHash } from 'node:crypto';
import type { Variation } from '@hawker/core';
import type { AccountRules, ChannelRules } from '@hawker/sheets';
import type { App } from '../context.ts';
import type { Account } from './accounts.ts';

/** Raised where the check itself changes: rows that were checked by an older one are checked again. */
const checkVersion = 2;

/**
 * With the same key the stored errors are the truth. Pictures have no part in it: whoever adds one to an upload takes
 * the upload's key away.
 */
export function rulesKeyOf(app: App, accounts: readonly Account[]): string {
  const { channels, accounts: varying } = accountRulesOf(app, accounts);
  return createHash('sha256')
    .update(JSON.stringify([checkVersion, channels, varying]))
    .digest('hex');
}

export interface AccountsRules {
  channels: ChannelRules[];
  accounts: AccountRules[];
}

/** The limits of the accounts' channels, each once; and of those that say listings differently, what they say. */
export function accountRulesOf(app: App, accounts: readonly Account[]): AccountsRules {
  const ordered = [...accounts].sort((one, other) => (one.id < other.id ? -1 : 1));
  const plain = new Set(ordered.filter(({ variation }) => variation === null).map(({ channel }) => channel));
  const varying = new Map<string, AccountRules>();
  for (const { name, channel, variation } of ordered) {
    const [rules] = channelRules(app, channel);
    if (variation !== null && rules !== undefined) {
      const key = JSON.stringify([channel, variation, saysItsName(variation) ? name : null]);
      varying.set(key, varying.get(key) ?? { name, variation, channel: rules });
    }
  }
  return {
    channels: [...plain].sort().flatMap((name) => channelRules(app, name)),
    accounts: [...varying.values()],
  };
}

function channelRules(app: App, name: string): ChannelRules[] {
  const channel = app.channels.get(name);
  return channel === undefined ? [] : [{ title: channel.title, limits: channel.limits }];
}

/** Accounts with the same rules say the same of every listing, unless they say their name. */
function saysItsName({ title, description }: Variation): boolean {
  return /\{\s*account\s*\}/i.test(`${title ?? ''}${description ?? ''}`);
}
