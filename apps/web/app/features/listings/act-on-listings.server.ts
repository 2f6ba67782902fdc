/** The one action behind the buttons for many listings; one step a call. */

import type { Acted, Inputs } from '@hawker/api';
import { DomainError } from '@hawker/core';
import type { Guarded } from '../../server/guard.server.ts';
import { priceChangeIn, shownIn, textIn } from '../actions/act-form.server.ts';
import { isListingAct, type ListingAct } from './listing-acts.ts';

export type ListingActDone = Acted & { ok: true; act: ListingAct };

export async function actOnListings({ caller }: Guarded, form: FormData): Promise<ListingActDone> {
  const act = form.get('act');
  if (!isListingAct(act)) {
    throw new DomainError('bad_input', 'Choose what to do with the listings.');
  }
  const action = textIn(form, 'action');
  const acted = action === null ? await begin(caller, act, form) : await step(caller, action, form);
  return { ok: true, act, ...acted };
}

function step({ listings }: Guarded['caller'], action: string, form: FormData): Promise<Acted> {
  return form.has('stop') ? listings.stop({ action }) : listings.goOn({ action });
}

function begin({ listings }: Guarded['caller'], act: ListingAct, form: FormData): Promise<Acted> {
  switch (act) {
    case 'remove':
      return listings.removeMany(listingSelectionFrom(form));
    case 'restore':
      return listings.restoreMany({ undo: textIn(form, 'undo') ?? '' });
    case 'reprice':
      return listings.reprice({ ...listingSelectionFrom(form), change: priceChangeIn(form) });
  }
}

/** Listings by `id`, or all that the search `matching` found at the moment `upTo`, at most as many as were shown. */
export function listingSelectionFrom(form: FormData): Inputs['listings']['removeMany'] {
  const matching = form.get('matching');
  if (typeof matching === 'string') {
    const upTo = textIn(form, 'upTo');
    return { filter: listingFilterOf(matching), ...(upTo === null ? {} : { upTo }), ...shownIn(form) };
  }
  return { ids: form.getAll('id').map(String) };
}

export function listingFilterOf(search: string): { search?: string } {
  const text = search.trim().slice(0, 200);
  return text === '' ? {} : { search: text };
}
