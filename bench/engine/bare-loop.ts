/** The least that publishing costs: each connection takes one account after the other and publishes its posts. */

import pg from 'pg';
import { type LoopDone, type LoopOrder, loopOrderSchema } from './messages.ts';
import { replay } from './replay.ts';

/** Kept from one order to the next, as a worker keeps its pool. */
let clients: pg.Client[] = [];

async function run({ databaseUrl, connections, script, accounts }: LoopOrder): Promise<LoopDone> {
  const publish = replay(script);
  if (clients.length === 0) {
    clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: databaseUrl }));
    await Promise.all(clients.map((client) => client.connect()));
  }
  const waiting = [...accounts];
  let posts = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        for (const postId of next.postIds) {
          await publish(client, next.accountId, postId);
          posts += 1;
        }
      }
    }),
  );
  return { type: 'done', posts, tookMs: performance.now() - began };
}

process.on('message', (message) => {
  run(loopOrderSchema.parse(message)).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
