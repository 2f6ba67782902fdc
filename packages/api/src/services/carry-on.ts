/** Long actions whose tab was closed, or whose command was stopped half way: a worker does the rest. */

import { findUnfinishedAction, type UnfinishedAction } from '@hawker/db';
import { type Actor, type App, tokenIdOfLabel } from '../context.ts';
import type { Acted } from './actions.ts';
import { goOnWithListings } from './listing-acts.ts';
import { goOnWithPosts } from './post-acts.ts';

/** Whoever still asks for chunks does so several times a second; a laptop that sleeps does not. */
const stillForMs = 20_000;

export interface CarryOn {
  signal: AbortSignal;
  /** Stands still for so long before it is taken over. Given by tests alone. */
  stillForMs?: number;
}

/**
 * Until none is left, or the worker drains: what is done then is whole chunks. The result is how many were finished. One
 * that cannot be gone on with is told at the end, so that it does not hold the others up.
 */
export async function carryOnActions(app: App, { signal, ...options }: CarryOn): Promise<number> {
  const failures = new Map<string, unknown>();
  let finished = 0;
  while (!signal.aborted) {
    const search = { stillForMs: options.stillForMs ?? stillForMs, except: [...failures.keys()] };
    const action = await findUnfinishedAction(app.database.sql, search);
    if (action === null) {
      break;
    }
    try {
      finished += (await finish(app, action, signal)) ? 1 : 0;
    } catch (error) {
      failures.set(action.id, error);
    }
  }
  if (failures.size > 0) {
    throw new AggregateError(failures.values(), `Long actions that cannot be gone on with: ${[...failures.keys()]}`);
  }
  return finished;
}

async function finish(app: App, action: UnfinishedAction, signal: AbortSignal): Promise<boolean> {
  const actor = actorOf(action);
  const step = (id: string): Promise<Acted> =>
    action.entity === 'post' ? goOnWithPosts(app, actor, id, 'worker') : goOnWithListings(app, actor, id, 'worker');
  for (let next: string | null = action.id; next !== null; ) {
    if (signal.aborted) {
      return false;
    }
    next = (await step(next)).next;
  }
  return true;
}

/** As who asked for it: the ledger and the audit trail name that person. What they may do was asked when they began. */
function actorOf({ actor, userId }: UnfinishedAction): Actor {
  const tokenId = tokenIdOfLabel(actor);
  const person = { userId, name: actor, email: null, role: 'editor' } as const;
  if (tokenId !== null) {
    return { ...person, kind: 'token', tokenId };
  }
  return { ...person, kind: userId === null ? 'local' : 'session' };
}
