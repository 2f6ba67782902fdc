/** The one action behind every button that does something with posts, for one or for all that match; one step a call. */

import type { Acted } from '@hawker/api';
import { DomainError } from '@hawker/core';
import type { Guarded } from '../../server/guard.server.ts';
import { instantIn, priceChangeIn, textIn } from '../actions/act-form.server.ts';
import { isPostAct, type ListAct } from './post-acts.ts';
import { selectionFrom } from './selection.server.ts';

export type PostActDone = Acted & { ok: true; act: ListAct };

export async function actOnPosts({ caller }: Guarded, form: FormData): Promise<PostActDone> {
  const act = form.get('act');
  if (!isPostAct(act)) {
    throw new DomainError('bad_input', 'Choose what to do with the posts.');
  }
  const action = textIn(form, 'action');
  const acted = action === null ? await begin(caller, act, form) : await step(caller, action, form);
  return { ok: true, act, ...acted };
}

function step({ posts }: Guarded['caller'], action: string, form: FormData): Promise<Acted> {
  return form.has('stop') ? posts.stop({ action }) : posts.goOn({ action });
}

function begin({ posts }: Guarded['caller'], act: ListAct, form: FormData): Promise<Acted> {
  const undo = textIn(form, 'undo');
  if (act === 'restore') {
    return undo === null ? posts.restore({ ids: form.getAll('id').map(String) }) : posts.restore({ undo });
  }
  const selection = selectionFrom(form);
  switch (act) {
    case 'publish':
      return posts.publish(selection);
    case 'schedule':
      return form.has('to')
        ? posts.schedule({ ...selection, from: instantIn(form, 'from'), to: instantIn(form, 'to') })
        : posts.schedule({ ...selection, at: instantIn(form, 'at') });
    case 'cancel':
      return posts.cancel(selection);
    case 'retry':
      return posts.retry(selection);
    case 'markLive':
      return posts.markLive(selection);
    case 'reprice':
      return posts.reprice({ ...selection, change: priceChangeIn(form) });
    case 'markSold':
      return posts.end({ ...selection, as: 'sold' });
    case 'delist':
      return posts.end({ ...selection, as: 'delisted' });
    case 'relist':
      return posts.relist(selection);
    case 'remove':
      return posts.remove(selection);
  }
}
