import type { Inputs } from '@hawker/api';
import { DomainError } from '@hawker/core';

type Answer = Inputs['posts']['settle']['answer'];

/** What the person said; the router checks the address. */
export function settlementFrom(form: FormData): Answer {
  const is = form.get('answer');
  const url = form.get('url');
  if (is === 'live') {
    return { is, url: typeof url === 'string' ? url.trim() : '' };
  }
  if (is === 'not_there' || is === 'given_up') {
    return { is };
  }
  throw new DomainError('bad_input', 'Say whether the post is live.');
}
