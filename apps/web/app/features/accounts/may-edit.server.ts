import type { Actor } from '@hawker/api';
import { DomainError } from '@hawker/core';

/** Whether to show what changes something; the procedures themselves refuse all the same. */
export function mayEdit(actor: Actor): boolean {
  return actor.role !== 'viewer';
}

/** For a page that is nothing but a form: it is not shown to somebody who could not send it. */
export function requireEditor(actor: Actor): void {
  if (!mayEdit(actor)) {
    throw new DomainError('forbidden', 'Only an editor may change accounts. Ask the owner of this Hawker.');
  }
}
