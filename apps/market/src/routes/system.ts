import { Router } from 'express';
import type { MarketContext } from '../context.ts';
import { toPublicEntry } from '../entries.ts';
import { faultSettingsSchema } from '../faults.ts';
import { createJsonReader, queryCount } from '../http.ts';
import { parseFields } from '../listing-input.ts';

/** Faults, the log and the health of the market. Open to everyone who can reach it: it listens on this machine only. */
export function systemRoutes(context: MarketContext): Router {
  const { faults, limits, store } = context;
  const readJson = createJsonReader(limits.jsonBodyBytes);
  const router = Router();

  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/v1/faults', (_request, response) => {
    response.json(faults.settings);
  });

  router.put('/v1/faults', async (request, response) => {
    const settings = parseFields(faultSettingsSchema, await readJson(request, response), 2);
    const nothing = { sellerId: null, listingId: null, reference: null, idempotencyKey: null };
    await store.append({ kind: 'faults_set', ...nothing, faults: settings });
    faults.replace(settings);
    response.json(settings);
  });

  router.get('/v1/log', async (request, response) => {
    const after = queryCount(request, 'after') ?? 0;
    const limit = Math.min(Math.max(queryCount(request, 'limit') ?? limits.logPageSize, 1), limits.logPageSize);
    await store.settled();
    const entries = await store.readEntries(after, limit);
    response.json({ entries: entries.map(toPublicEntry), lastSeq: store.lastSeq });
  });

  return router;
}
