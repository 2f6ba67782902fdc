/** Channels: what an account can be on, and the switch that stops all accounts of one. */

import {
  pauseChannel as pauseChannelRow,
  resumeChannel as resumeChannelRow,
  type Transaction,
  writeAudit,
} from '@hawker/db';
import { wakeWaiting } from '@hawker/publishing';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import { getChannel } from './accounts.ts';

export function listChannels(app: App) {
  return [...app.channels.values()].map((channel) => {
    const { name, title, limits, defaultPace, delivery } = channel;
    return {
      ...{ name, title, limits, defaultPace, delivery },
      credentialFields: channel.delivery === 'api' ? channel.credentialFields : [],
      signUpUrl: channel.delivery === 'api' ? channel.signUpUrl : null,
      /** How a person uploads its sheets; null where Hawker posts by itself. */
      upload:
        channel.delivery === 'sheet'
          ? {
              place: channel.place,
              url: channel.uploadUrl,
              steps: channel.uploadSteps,
              maxRows: channel.maxRowsPerSheet,
            }
          : null,
    };
  });
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
      await wakeWaiting(tx, name);
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
