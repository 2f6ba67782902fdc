import type { Inputs } from '@hawker/api';
import { textIn } from '../actions/act-form.server.ts';
import { readFilters, toQuery } from './post-filters.ts';

type Selection = Inputs['posts']['publish'];

/** Posts by `id`, or all that the filters of the address in `matching` matched at the moment `upTo`. */
export function selectionFrom(form: FormData): Selection {
  const matching = form.get('matching');
  if (typeof matching === 'string') {
    const upTo = textIn(form, 'upTo');
    return { filter: toQuery(readFilters(new URLSearchParams(matching))), ...(upTo === null ? {} : { upTo }) };
  }
  return { ids: form.getAll('id').map(String) };
}
