import { type Child, startChild } from '../http/child-process.ts';
import type { WorkerOrder } from './messages.ts';

/** As many jobs at a time as `HAWKER_WORKER_CONCURRENCY` is without being set. */
export const workerConcurrency = 10;

/** Resolves when it takes jobs. */
export async function startWorker(order: Omit<WorkerOrder, 'concurrency'>): Promise<Child> {
  const worker = startChild({ entry: 'bench/engine/worker-process.ts' });
  const ready = worker.hear();
  worker.send({ ...order, concurrency: workerConcurrency });
  await ready;
  return worker;
}
