/** `/readyz`: whether posts can go out. For whoever watches the machine; 503 with the reasons when they cannot. */

import { type App, getSystemStatus } from '@hawker/api';
import type { Express } from 'express';

/** A database that needs longer than this does not answer, in milliseconds. */
const databaseTimeoutMs = 3_000;
/** Nobody learns more by asking more often, in milliseconds. */
const rememberedForMs = 1_000;

interface Readiness {
  ready: boolean;
  reasons: string[];
}

export function mountReadiness(express: Express, app: App): void {
  let last: { atMs: number; readiness: Promise<Readiness> } | null = null;
  express.get('/readyz', async (_request, response) => {
    if (!last || performance.now() - last.atMs > rememberedForMs) {
      last = { atMs: performance.now(), readiness: readReadiness(app) };
    }
    const { ready, reasons } = await last.readiness;
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status: ready ? 'ready' : 'not ready', reasons });
  });
}

async function readReadiness(app: App): Promise<Readiness> {
  const late = new AbortController();
  try {
    const status = await Promise.race([getSystemStatus(app), tooLate(late.signal)]);
    const reasons = [
      ...(status.problem === null ? [] : [status.problem]),
      ...(status.live ? [] : ['The connection that announces changes is down.']),
    ];
    return { ready: reasons.length === 0, reasons };
  } catch {
    return { ready: false, reasons: ['The database does not answer.'] };
  } finally {
    late.abort();
  }
}

function tooLate(stop: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The database does not answer.')), databaseTimeoutMs);
    stop.addEventListener('abort', () => clearTimeout(timer));
  });
}
