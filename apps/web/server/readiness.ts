/**
 * `/readyz`: whether posts can go out. For whoever watches the machine; 503 with the reasons when they cannot. Without
 * its Redis Hawker is only slower: 200, degraded.
 */

import { type App, getSystemStatus } from '@hawker/api';
import type { Express } from 'express';

/** A database that needs longer than this does not answer, in milliseconds. */
const databaseTimeoutMs = 3_000;
/** Nobody learns more by asking more often, in milliseconds. */
const rememberedForMs = 1_000;

interface Readiness {
  status: 'ready' | 'degraded' | 'not ready';
  reasons: string[];
}

export function mountReadiness(express: Express, app: App): void {
  let last: { atMs: number; readiness: Promise<Readiness> } | null = null;
  express.get('/readyz', async (_request, response) => {
    if (!last || performance.now() - last.atMs > rememberedForMs) {
      last = { atMs: performance.now(), readiness: readReadiness(app) };
    }
    const { status, reasons } = await last.readiness;
    response
      .status(status === 'not ready' ? 503 : 200)
      .set('cache-control', 'no-store')
      .json({ status, reasons });
  });
}

async function readReadiness(app: App): Promise<Readiness> {
  const late = new AbortController();
  try {
    const system = await Promise.race([getSystemStatus(app), tooLate(late.signal)]);
    const grave = [
      ...(system.problem === null ? [] : [system.problem]),
      ...(system.live ? [] : ['The connection that announces changes is down.']),
    ];
    const slight = system.cacheDegraded ? ['Redis does not answer, so every answer is asked of the database.'] : [];
    const status = grave.length > 0 ? 'not ready' : slight.length > 0 ? 'degraded' : 'ready';
    return { status, reasons: [...grave, ...slight] };
  } catch {
    return { status: 'not ready', reasons: ['The database does not answer.'] };
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
