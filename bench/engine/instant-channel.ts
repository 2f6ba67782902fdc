import { type ApiChannel, createPracticeChannel } from '@hawker/channels';

/** The practice market's channel, but that it answers at once and nothing goes over the wire: what is left is Hawker. */
export function createInstantChannel(): ApiChannel {
  return {
    ...createPracticeChannel({ marketUrl: 'http://127.0.0.1:9' }),
    prepare: ({ idempotencyKey }) =>
      Promise.resolve({
        kind: 'ready',
        submit: () => Promise.resolve({ kind: 'published', externalId: idempotencyKey, externalUrl: null }),
      }),
  };
}
