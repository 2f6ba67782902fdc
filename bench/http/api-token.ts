import { createCaller } from '@hawker/api';
import type { EngineDesk } from '../engine/engine-desk.ts';
import { openEngine } from '../engine/in-process.ts';

/** For an owner who is made for it: a token belongs to somebody. */
export async function createApiToken(desk: EngineDesk, dataDirectory: string): Promise<string> {
  const { rows } = await desk.bare.query<{ id: string }>(
    `INSERT INTO "user" (email, name, password_hash, role) VALUES ('bench@example.com', 'Bench', 'none', 'owner') RETURNING id`,
  );
  const { app } = await openEngine(desk, dataDirectory);
  try {
    const actor = {
      kind: 'local',
      userId: rows[0]?.id ?? '',
      name: 'Bench',
      email: 'bench@example.com',
      role: 'owner',
    } as const;
    const { token } = await createCaller({ app, actor, requestId: 'bench', address: null }).tokens.create({
      name: 'bench',
    });
    return token;
  } finally {
    await app.close();
  }
}
