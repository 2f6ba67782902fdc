/**
 * The one subscription a tab has. It says what changed, by id; the screen patches the row it shows and asks again for
 * numbers. Every message of a post carries its version, so that a late one is ignored, and the event's id, so that a
 * reconnecting tab is told to ask again instead of missing something.
 */

import { EventEmitter, on } from 'node:events';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import type { LiveMessage } from '../live/hub.ts';
import { readProcedure, router } from '../trpc.ts';

/**
 * Messages that may wait for a slow screen, or for a server with very many of them; beyond that it is told to ask again,
 * which costs less than what it missed.
 */
const maxWaiting = 50;

export const liveRouter = router({
  changes: readProcedure
    .input(z.object({ lastEventId: z.string().max(40).nullish() }).default({}))
    .subscription(async function* ({ ctx, input, signal }) {
      const emitter = new EventEmitter();
      const waiting = { count: 0, overflowed: false };
      // Attached before anything else, so that nothing falls between: an emitter keeps nothing for who comes later.
      const messages = on(emitter, 'message', signal ? { signal } : {});
      const unsubscribe = ctx.app.live.subscribe((message) => {
        if (waiting.count >= maxWaiting) {
          waiting.overflowed = true;
          return;
        }
        waiting.count++;
        emitter.emit('message', message);
      });
      try {
        if (input.lastEventId) {
          yield tracked(input.lastEventId, {
            type: 'many',
            eventId: Number(input.lastEventId) || 0,
          } satisfies LiveMessage);
        }
        for await (const [message] of messages) {
          waiting.count--;
          yield* deliver(message);
          if (waiting.overflowed && waiting.count === 0) {
            waiting.overflowed = false;
            yield tracked('0', { type: 'many', eventId: 0 } satisfies LiveMessage);
          }
        }
      } catch (error) {
        if (!signal?.aborted) {
          throw error;
        }
      } finally {
        unsubscribe();
      }
    }),
});

function* deliver(message: LiveMessage) {
  yield tracked('eventId' in message ? String(message.eventId) : '0', message);
}
