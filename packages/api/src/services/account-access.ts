/** What an account signs in with at its channel: asked for, tried out, and opened. */

import { isDeepStrictEqual } from 'node:util';
import type { Channel, SignInResult } from '@hawker/channels';
import { type Credentials, DomainError } from '@hawker/core';
import type { App } from '../context.ts';

/** How long a check of a sign-in may take, in milliseconds. */
const signInTimeoutMs = 10_000;

export function requireCredentials(channel: Channel, credentials: Credentials): void {
  if (channel.delivery === 'sheet') {
    if (Object.keys(credentials).length > 0) {
      throw new DomainError('bad_input', `${channel.title} needs no access, so none is kept.`);
    }
    return;
  }
  const missing = channel.credentialFields.filter((field) => !credentials[field.name]);
  if (missing.length > 0) {
    throw new DomainError('bad_input', `Give the ${missing.map((field) => field.label.toLowerCase()).join(' and ')}.`, {
      fields: Object.fromEntries(
        missing.map((field) => [`credentials.${field.name}`, `Give the ${field.label.toLowerCase()}.`]),
      ),
    });
  }
}

/** Where there is nothing to sign in to, there is nothing that could be refused. */
export async function checkCredentials(channel: Channel, credentials: Credentials): Promise<SignInResult> {
  return channel.delivery === 'sheet'
    ? { kind: 'ok', sellerName: '' }
    : channel.checkSignIn({ credentials, signal: AbortSignal.timeout(signInTimeoutMs) });
}

export function openCredentials(app: App, sealed: Uint8Array): Credentials {
  try {
    return app.credentials.open(sealed);
  } catch (cause) {
    throw new DomainError('conflict', 'The stored access cannot be opened with this Hawker’s key. Give a new one.', {
      cause,
    });
  }
}

/** The same seller twice is everything posted twice: once by each of the two accounts. */
export async function refuseSameAccess(
  app: App,
  channel: Channel,
  credentials: Credentials,
  accountId: string | null = null,
): Promise<void> {
  if (channel.delivery === 'sheet') {
    return;
  }
  const others = await app.database.prisma.account.findMany({
    where: { channel: channel.name, deletedAt: null, ...(accountId === null ? {} : { id: { not: accountId } }) },
    select: { name: true, credentials: true },
  });
  const same = others.find((other) => isDeepStrictEqual(openedOrNull(app, other.credentials), credentials));
  if (same) {
    throw badCredentials(channel, `“${same.name}” signs in with the same: everything would be posted twice there.`);
  }
}

/** The same of a deleted account that comes back: another may have been given its access meanwhile. */
export async function refuseTakenAccess(app: App, accountId: string): Promise<void> {
  const account = await app.database.prisma.account.findFirst({ where: { id: accountId, deletedAt: { not: null } } });
  const channel = account && app.channels.get(account.channel);
  const credentials = account && openedOrNull(app, account.credentials);
  if (channel && credentials) {
    await refuseSameAccess(app, channel, credentials, accountId);
  }
}

/** Sealed with a key that is gone, they are nobody's any more. */
function openedOrNull(app: App, sealed: Uint8Array): Credentials | null {
  try {
    return app.credentials.open(sealed);
  } catch {
    return null;
  }
}

export function badCredentials(channel: Channel, sentence: string): DomainError {
  const field = (channel.delivery === 'api' && channel.credentialFields[0]?.name) || '';
  return new DomainError('bad_input', sentence, { fields: { [`credentials.${field}`]: sentence } });
}
