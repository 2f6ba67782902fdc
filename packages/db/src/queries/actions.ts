/**
 * Actions on very many rows. Which ones is written down when a person asks, so that nothing is swept in that comes later;
 * then they are taken in chunks, each in a transaction of its own that also says how far it has come. Whoever asks again
 * goes on with the next chunk: nothing is done twice, whatever crashed and whichever answer was lost.
 */

import { firstRow, oneRow, type SqlRunner, type SqlValue, type Transaction } from '../sql.ts';

export interface NewAction {
  id: string;
  actor: string;
  userId: string | null;
  /** As the audit trail names it. */
  action: string;
  entity: 'listing' | 'post';
  /** What to do with each. */
  work: object;
}

/** A statement that gives the ids, in the order in which they are to be taken, as one array. */
export interface Targets {
  text: string;
  values: SqlValue[];
}

/**
 * Writes the action down with its entry in the audit trail, in one statement. The result is how many it is about; should
 * these be more than `atMost`, nothing was written.
 */
export async function insertAction(
  sql: SqlRunner,
  action: NewAction,
  { text, values }: Targets,
  atMost: number | null = null,
): Promise<number> {
  const given = [...values];
  const parameter = (value: SqlValue) => `$${given.push(value)}`;
  const id = `${parameter(action.id)}::uuid`;
  const most = `${parameter(atMost)}::int`;
  const { total } = await oneRow<{ total: number }>(
    sql,
    `WITH target AS MATERIALIZED (SELECT coalesce((${text}), '{}') AS ids),
     meant AS (SELECT ids FROM target WHERE ${most} IS NULL OR cardinality(ids) <= ${most}),
     entry AS (
       INSERT INTO audit_entry (id, actor, user_id, action, entity, detail)
       SELECT ${id}, ${parameter(action.actor)}, ${parameter(action.userId)}::uuid, ${parameter(action.action)},
         ${parameter(action.entity)}::text,
         json_build_object(${parameter(action.entity)}::text || 's', 0, 'of', cardinality(ids)) FROM meant
     ), begun AS (
       INSERT INTO bulk_action (id, work, ids) SELECT ${id}, ${parameter(JSON.stringify(action.work))}::jsonb, ids FROM meant
     )
     SELECT cardinality(ids) AS total FROM target`,
    given,
  );
  return total;
}

export interface ActionChunk {
  work: unknown;
  /** The next so many; none where all have had their turn. */
  ids: string[];
  /** How many came before. */
  done: number;
  moved: number;
  total: number;
  /** Its person said that the rest shall stay as it is. */
  isStopped: boolean;
}

/** Locks the action, so that two who ask at once do one chunk after the other. Null: there is no such action of theirs. */
export function takeChunk(
  tx: Transaction,
  { id, actor, entity }: Pick<NewAction, 'id' | 'actor' | 'entity'>,
  limit: number,
): Promise<ActionChunk | null> {
  return firstRow<ActionChunk>(
    tx,
    `SELECT work, ids[done + 1 : done + $4] AS ids, done, moved, cardinality(ids) AS total,
       stopped_at IS NOT NULL AS "isStopped"
     FROM bulk_action JOIN audit_entry USING (id)
     WHERE bulk_action.id = $1 AND audit_entry.actor = $2 AND audit_entry.entity = $3 FOR UPDATE OF bulk_action`,
    [id, actor, entity, limit],
  );
}

/** In the transaction of the chunk, last. */
export async function finishChunk(tx: Transaction, id: string, done: number, moved: number): Promise<void> {
  await tx.rows(
    `WITH stepped AS (
       UPDATE bulk_action SET done = done + $2, moved = moved + $3, stepped_at = clock_timestamp(), stopped_at = NULL
       WHERE id = $1 RETURNING done, moved
     )
     UPDATE audit_entry SET detail = detail || jsonb_build_object(entity || 's', stepped.moved, 'left', stepped.done - stepped.moved)
     FROM stepped WHERE audit_entry.id = $1`,
    [id, done, moved],
  );
}

/** Leaves the rest as it is, until its person goes on with it. Null: there is no such action of theirs. */
export function stopAction(
  sql: SqlRunner,
  { id, actor, entity }: Pick<NewAction, 'id' | 'actor' | 'entity'>,
): Promise<Omit<ActionChunk, 'ids' | 'isStopped'> | null> {
  return firstRow(
    sql,
    `UPDATE bulk_action SET stopped_at = clock_timestamp() FROM audit_entry
     WHERE bulk_action.id = $1 AND audit_entry.id = $1 AND audit_entry.actor = $2 AND audit_entry.entity = $3
     RETURNING work, done, moved, cardinality(ids) AS total`,
    [id, actor, entity],
  );
}

export type UnfinishedAction = Pick<NewAction, 'id' | 'actor' | 'userId' | 'entity'>;

/**
 * The one that has stood still the longest, and for at least so long, because nobody asks for its next chunk any more. Not
 * one whose first chunk was never asked for: the answer that named it was lost, and who did not get it asks for all anew.
 */
export function findUnfinishedAction(
  sql: SqlRunner,
  { stillForMs, except }: { stillForMs: number; except: readonly string[] },
): Promise<UnfinishedAction | null> {
  return firstRow<UnfinishedAction>(
    sql,
    `SELECT bulk_action.id, audit_entry.actor, audit_entry.user_id AS "userId", audit_entry.entity
     FROM bulk_action JOIN audit_entry USING (id)
     WHERE done > 0 AND done < cardinality(ids) AND stopped_at IS NULL
       AND stepped_at < clock_timestamp() - $1 * interval '1 millisecond' AND NOT bulk_action.id = ANY($2::uuid[])
     ORDER BY stepped_at LIMIT 1`,
    [stillForMs, except],
  );
}
