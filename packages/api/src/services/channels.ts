/** Channels: what an account can be on, and the switch that stops all accounts of one. */

import {
  pauseChannel as pauseChannelRow,
  resumeChannel as resumeChannelRow,
  type Transaction,
  writeAudit,
} from '@hawker/db';
import { wakeChannel } from '@hawker/publishing';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { getChannel } from './accounts.ts';

export function listChannels(app: App) {
  return [...app.channels.values()].map(({ name, title, limits, credentialFields, defaultPace, signUpUrl }) => ({
    name,
    title,
    limits,
    credentialFields,
    defaultPace,
    signUpUrl,
  }));
}

/** Nothing more is sent there until it is resumed; what is under way is finished. */
export async function pauseChannel(app: App, actor: Actor, name: string): Promise<void> {
  const { title } = getChannel(app, name);
  await app.database.transaction(async (tx) => {
    await pauseChannelRow(tx, name);
    await audit(tx, actor, 'pause', { channel: name, name: title });
  });
  await forgetAnswers(app, ['channel_state']);
}

/** Also of a channel that this Hawker no longer knows: its pause must not outlive every way to end it. */
export async function resumeChannel(app: App, actor: Actor, name: string): Promise<void> {
  await app.database.transaction(async (tx) => {
    if (await resumeChannelRow(tx, name)) {
      await wakeChannel(tx, name);
      await audit(tx, actor, 'resume', { channel: name, name: app.channels.get(name)?.title ?? name });
    }
  });
  await forgetAnswers(app, ['channel_state']);
}

function audit(
  tx: Transaction,
  actor: Actor,
  action: string,
  detail: { channel: string; name: string },
): Promise<void> {
  return writeAudit(tx, {
    actor: actorLabel(actor),
    userId: actor.userId,
    action,
    entity: 'channel',
    entityId: null,
    detail,
  });
}
