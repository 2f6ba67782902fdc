import type { Inputs } from '@hawker/api';
import { shownIn, textIn } from '../actions/act-form.server.ts';
import { readFilters, toQuery } from './post-filters.ts';

type Selection = Inputs['posts']['publish'];

/** Posts by `id`, or all that the filters of the address in `matching` matched at the moment `upTo`, at most as many as were shown. */
export function selectionFrom(form: FormData): Selection {
  const matching = form.get('matching');
  if (typeof matching === 'string') {
    const upTo = textIn(form, 'upTo');
    const filter = toQuery(readFilters(new URLSearchParams(matching)));
    return { filter, ...(upTo === null ? {} : { upTo }), ...shownIn(form) };
  }
  return { ids: form.getAll('id').map(String) };
}
