import type { SqlRunner } from '../sql.ts';

export interface AuditRecord {
  /** Where something refers to the entry; otherwise it gets one. */
  id?: string;
  actor: string;
  userId: string | null;
  action: string;
  entity: string;
  entityId: string | null;
  /** Never a credential, never a token. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export async function writeAudit(sql: SqlRunner, record: AuditRecord): Promise<void> {
  await sql.rows(
    `INSERT INTO audit_entry (id, actor, user_id, action, entity, entity_id, detail)
     VALUES (coalesce($7::uuid, uuidv7()), $1, $2, $3, $4, $5, $6::jsonb)`,
    [
      ...[record.actor, record.userId, record.action, record.entity, record.entityId],
      ...[JSON.stringify(record.detail ?? {}), record.id ?? null],
    ],
  );
}
