/**
 * A screen that is open during the whole run: it shows what it hears, asks again when it is told to, and now and then
 * loses its connection and comes back, as a laptop does. Its rule is the dashboard's: an older version is ignored.
 */

import type { LiveMessage } from '@hawker/api';
import type { PostStatus } from '@hawker/core';
import type { Desk } from '../desk/open-desk.ts';
import type { LiveEvidence } from '../invariants/evidence.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { insist } from './insist.ts';

export interface LiveClient {
  /** Waits until nothing more is on its way, and hangs up. */
  close(): Promise<LiveEvidence>;
}

const reconnectAfterMs = { from: 2_000, to: 6_000 };
const pageSize = 200;

export function openLiveClient({ client }: Desk, random: SeededRandom): LiveClient {
  const shown = new Map<string, { version: number; status: PostStatus }>();
  const messages: { connection: number; postId: string; version: number }[] = [];
  let connection = 0;
  let lastEventId: string | null = null;
  let asking: Promise<void> | null = null;
  let askAgain = false;
  let closed = false;

  const show = (id: string, version: number, status: PostStatus) => {
    if (version > (shown.get(id)?.version ?? 0)) {
      shown.set(id, { version, status });
    }
  };

  const readAll = async () => {
    for (let cursor: string | undefined; ; ) {
      const page = await client.posts.list.query({ limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
      for (const post of page.posts) {
        show(post.id, post.version, post.status);
      }
      if (page.nextCursor === null) {
        return;
      }
      cursor = page.nextCursor;
    }
  };

  /** One reading at a time; a wish that comes meanwhile is granted afterwards. */
  const ask = () => {
    askAgain = true;
    asking ??= (async () => {
      while (askAgain) {
        askAgain = false;
        await insist(readAll);
      }
    })()
      // What could not be read in half a minute is missing at the end, and I6 says so.
      .catch(() => undefined)
      .finally(() => {
        asking = null;
      });
  };

  const hear = (message: LiveMessage, heardOn: number) => {
    switch (message.type) {
      case 'post':
        messages.push({ connection: heardOn, postId: message.postId, version: message.version });
        show(message.postId, message.version, message.status);
        return;
      case 'many':
        ask();
        return;
      case 'change':
        return;
    }
  };

  const connect = () => {
    connection += 1;
    const mine = connection;
    const subscription = client.live.changes.subscribe(
      { lastEventId },
      {
        onData: (event) => {
          if (closed || mine !== connection) {
            return;
          }
          lastEventId = event.id;
          hear(event.data, mine);
        },
      },
    );
    return subscription;
  };

  let subscription = connect();
  let timer: NodeJS.Timeout;
  const loseConnectionLater = () => {
    timer = setTimeout(
      () => {
        subscription.unsubscribe();
        subscription = connect();
        loseConnectionLater();
      },
      random.integer(reconnectAfterMs.from, reconnectAfterMs.to),
    );
  };
  loseConnectionLater();

  return {
    close: async () => {
      clearTimeout(timer);
      await settle(
        () => messages.length,
        () => asking,
      );
      closed = true;
      subscription.unsubscribe();
      return { messages, shown, connections: connection };
    },
  };
}

/** Messages that are on their way arrive within this, in milliseconds. */
const quietForMs = 500;

async function settle(heard: () => number, asking: () => Promise<void> | null): Promise<void> {
  for (let before = -1; before !== heard(); ) {
    before = heard();
    await new Promise((resolve) => setTimeout(resolve, quietForMs));
    await asking();
  }
}
