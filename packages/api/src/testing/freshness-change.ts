/** A way in which something that is cached changes, and how such ways are written down. */

import { publishNext } from '@hawker/publishing';
import type { Scene } from './freshness-scene.ts';

export interface Change {
  what: string;
  /** `command`: a process that was started for it and is gone when it is done. */
  by: 'the API' | 'a worker' | 'a command' | 'SQL';
  /** The procedures that it calls. */
  covers?: readonly string[];
  /** By SQL, before anybody looks: what must be so for the change to be one. */
  prepare?(scene: Scene): Promise<unknown>;
  make(scene: Scene): Promise<unknown>;
  /** False where no cached answer shows it: then it must leave them all as they are. */
  isSeen?: boolean;
}

export function byApi(what: string, covers: readonly string[], make: (scene: Scene) => Promise<unknown>): Change {
  return { what, by: 'the API', covers, make };
}

export function byWorker(what: string, make: (scene: Scene) => Promise<unknown>): Change {
  return { what, by: 'a worker', make };
}

/** The account may publish at once, and its first post is due. */
export async function makeDue({ actor, accountId, firstPost }: Scene): Promise<void> {
  const { sql } = actor.app.database;
  await sql.rows(
    `UPDATE account SET status = 'active', blocked_reason = NULL, next_slot_at = NULL, lease_until = NULL WHERE id = $1`,
    [accountId],
  );
  await sql.rows(`UPDATE post SET due_at = clock_timestamp() WHERE id = $1`, [firstPost]);
}

/** One step of the engine, from a first post that waits in the queue. */
export function publishing(what: string, submit: Scene['answers']['submit']): Change {
  return {
    what,
    by: 'a worker',
    prepare: async (scene) => {
      const { sql } = scene.actor.app.database;
      await sql.rows(`UPDATE post SET status = 'queued', retries = 0 WHERE id = $1`, [scene.firstPost]);
      await makeDue(scene);
    },
    make: ({ answers, engine, accountId }) => {
      answers.submit = submit;
      return publishNext(engine, accountId);
    },
  };
}
