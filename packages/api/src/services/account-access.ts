/** What an account signs in with at its channel: asked for, tried out, and opened. */

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

export function badCredentials(channel: Channel, sentence: string): DomainError {
  const field = (channel.delivery === 'api' && channel.credentialFields[0]?.name) || '';
  return new DomainError('bad_input', sentence, { fields: { [`credentials.${field}`]: sentence } });
}
