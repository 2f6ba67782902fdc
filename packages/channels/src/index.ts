export * from './contract.ts';
export { createFacebookSheetChannel } from './facebook-sheet/channel.ts';
export { createPracticeChannel } from './practice/channel.ts';
export { PracticeClient } from './practice/client.ts';

import type { Channel, Channels } from './contract.ts';

export function channelsOf(...channels: readonly Channel[]): Channels {
  return new Map(channels.map((channel) => [channel.name, channel]));
}
