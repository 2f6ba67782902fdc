/**
 * The practice channel, with what can go wrong on its way: a failpoint between the marketplace's yes and the reading of
 * it, a listing that kills whoever prepares it, and a submit that neither answers nor heeds its signal.
 */

import { type ApiChannel, createPracticeChannel } from '@hawker/channels';
import type { Failpoint } from './failpoint.ts';

/** In a listing's title. */
export const poison = 'poison';
/** In a listing's title: the first submit of it in this process hangs. */
export const hangs = 'hangs once';

export interface ChannelOptions {
  marketUrl: string;
  submitTimeoutMs: number;
  failpoint: Failpoint;
}

export function createMisbehavingChannel({ marketUrl, submitTimeoutMs, failpoint }: ChannelOptions): ApiChannel {
  const practice = createPracticeChannel({ marketUrl, fetch: withFailpoint(failpoint) });
  const hung = new Set<string>();
  return {
    ...practice,
    submitTimeoutMs,
    async prepare(listing, call) {
      if (listing.title.includes(poison)) {
        process.kill(process.pid, 'SIGKILL');
      }
      const prepared = await practice.prepare(listing, call);
      if (prepared.kind === 'ready' && listing.title.includes(hangs) && !hung.has(listing.idempotencyKey)) {
        hung.add(listing.idempotencyKey);
        return { kind: 'ready', submit: () => new Promise<never>(() => undefined) };
      }
      return prepared;
    },
  };
}

/** `after_wire`: the marketplace has accepted, and nothing of its answer has been read. */
function withFailpoint(failpoint: Failpoint): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method === 'POST' && String(input).endsWith('/v1/listings')) {
      await failpoint.reached('after_wire');
    }
    return response;
  };
}
