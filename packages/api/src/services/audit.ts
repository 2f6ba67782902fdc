/** The audit trail, as it is read. */

import { type App, tokenIdOfLabel } from '../context.ts';

/** Newest first. What a program did names its token as well, also one that was revoked. */
export async function listAudit(app: App, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const { prisma } = app.database;
  const entries = await prisma.auditEntry.findMany({
    where: cursor === undefined ? {} : { id: { lt: cursor } },
    select: {
      id: true,
      at: true,
      actor: true,
      action: true,
      entity: true,
      entityId: true,
      detail: true,
      user: { select: { name: true } },
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
  const ids = new Set(entries.map(({ actor }) => tokenIdOfLabel(actor)).filter((id) => id !== null));
  const tokens =
    ids.size === 0
      ? []
      : await prisma.apiToken.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const names = new Map(tokens.map(({ id, name }) => [id, name]));
  return entries.map((entry) => ({ ...entry, tokenName: names.get(tokenIdOfLabel(entry.actor) ?? '') ?? null }));
}
