/**
 * What the finished ledger can no longer show. Triggers of the harness write down, in the transaction that does it, each
 * change of an account's fence and each outcome that an attempt's holder writes, with the fence of that moment.
 */

import type { SqlRunner } from '@hawker/db';

const triggers = `
CREATE TABLE fault_witness (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  account_id uuid NOT NULL,
  -- The account's fence before, or that of the attempt that is written to.
  mine bigint NOT NULL,
  -- The account's fence now.
  current bigint NOT NULL
);

CREATE FUNCTION witness_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO fault_witness (kind, account_id, mine, current) VALUES ('fence', NEW.id, OLD.fence, NEW.fence);
  RETURN NULL;
END $$;
CREATE TRIGGER witness_fence AFTER UPDATE ON account
  FOR EACH ROW WHEN (OLD.fence IS DISTINCT FROM NEW.fence) EXECUTE FUNCTION witness_fence();

CREATE FUNCTION witness_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO fault_witness (kind, account_id, mine, current)
    SELECT 'outcome', NEW.account_id, NEW.fence, fence FROM account WHERE id = NEW.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER witness_outcome AFTER UPDATE ON attempt
  FOR EACH ROW WHEN (OLD.status IN ('started', 'submitting') AND NEW.status IN ('submitting', 'succeeded', 'failed'))
  EXECUTE FUNCTION witness_outcome();
`;

export interface Witnessed {
  kind: 'fence' | 'outcome';
  accountId: string;
  mine: number;
  current: number;
}

export async function installWitness(sql: SqlRunner): Promise<void> {
  await sql.rows(triggers);
}

export function readWitness(sql: SqlRunner): Promise<Witnessed[]> {
  return sql.rows<Witnessed>('SELECT kind, account_id AS "accountId", mine, current FROM fault_witness ORDER BY id');
}
