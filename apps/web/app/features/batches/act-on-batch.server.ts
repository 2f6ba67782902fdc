import { DomainError } from '@hawker/core';
import type { Guarded } from '../../server/guard.server.ts';
import type { ActResult } from '../posts/post-acts.ts';
import { routeId } from '../posts/route-id.server.ts';

export async function actOnBatch({ caller, params, request }: Guarded): Promise<ActResult & { ok: true }> {
  const id = routeId(params, 'batch');
  const act = (await request.formData()).get('act');
  switch (act) {
    case 'publish':
      return { ok: true, act, ...(await caller.batches.publish({ id })) };
    case 'retry':
      return { ok: true, act, ...(await caller.batches.retry({ id })) };
    case 'cancel':
      return { ok: true, act, ...(await caller.batches.cancel({ id })) };
    default:
      throw new DomainError('bad_input', 'Choose what to do with the batch.');
  }
}
