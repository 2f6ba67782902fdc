/** What fails again and again in an upload: it is told once, and not in each of twenty thousand rows. */

import type { SqlRunner } from '../sql.ts';

export interface ColumnTrouble {
  column: string;
  /** Rows that cannot go because of it. */
  rows: number;
  /** Of these, the rows that have nothing else to mend. */
  onlyThis: number;
  /** The commonest sentence, as the first row that has it says it. */
  sentence: string;
}

/** So many rows tell which reason is the commonest. */
const askedRows = 2_000;

/** Columns that fail in `minRows` rows or more, the worst first. Sentences that differ only in what they quote are one reason. */
export function listColumnTroubles(sql: SqlRunner, uploadId: string, minRows: number): Promise<ColumnTrouble[]> {
  return sql.rows<ColumnTrouble>(
    `WITH failing AS (
       SELECT name, count(*)::int AS rows,
         count(*) FILTER (WHERE errors - name = '{}')::int AS only_this
       FROM upload_row, jsonb_object_keys(errors) AS name
       WHERE upload_id = $1 AND listing IS NULL GROUP BY name HAVING count(*) >= $2
     )
     SELECT name AS "column", rows, only_this AS "onlyThis", commonest.sentence
     FROM failing CROSS JOIN LATERAL (
       SELECT (array_agg(sentence ORDER BY position))[1] AS sentence
       FROM (
         SELECT position, errors ->> name AS sentence FROM upload_row
         WHERE upload_id = $1 AND listing IS NULL AND errors ? name ORDER BY position LIMIT $3
       ) AS asked
       GROUP BY regexp_replace(regexp_replace(sentence, '“[^”]*”', '“”', 'g'), '[0-9][0-9.,]*', '0', 'g')
       ORDER BY count(*) DESC, min(position) LIMIT 1
     ) AS commonest
     ORDER BY rows DESC, name`,
    [uploadId, minRows, askedRows],
  );
}
