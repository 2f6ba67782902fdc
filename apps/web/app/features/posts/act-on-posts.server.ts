/** The one action behind every button that does something with posts. */

import { DomainError } from '@hawker/core';
import type { Guarded, Refusal } from '../../server/guard.server.ts';
import { type ActResult, canAct, isPostAct, maxPostsAtOnce, type PostAct } from './post-acts.ts';
import { type PostQuery, readFilters, toQuery } from './post-filters.ts';

export interface PostActDone extends ActResult {
  ok: true;
  /** Whom it was asked for: what an undo must bring back. */
  ids: string[];
}

export type PostActAnswer = PostActDone | Refusal;

const pageSize = 200;

export async function actOnPosts({ caller }: Guarded, form: FormData): Promise<PostActDone> {
  const act = form.get('act');
  if (!isPostAct(act)) {
    throw new DomainError('bad_input', 'Choose what to do with the posts.');
  }
  const matching = form.get('matching');
  const ids =
    typeof matching === 'string'
      ? await idsThatMatch(caller, act, toQuery(readFilters(new URLSearchParams(matching))))
      : form.getAll('id').filter((id) => typeof id === 'string');
  const { moved, left } = await run(caller, act, ids, form.get('at'));
  return { ok: true, act, moved, left, ids };
}

type Caller = Guarded['caller'];

function run(caller: Caller, act: PostAct, ids: string[], at: FormDataEntryValue | null) {
  switch (act) {
    case 'publish':
      return caller.posts.publish({ ids });
    case 'schedule':
      return caller.posts.schedule({ ids, at: instantFrom(at) });
    case 'cancel':
      return caller.posts.cancel({ ids });
    case 'retry':
      return caller.posts.retry({ ids });
    case 'markSold':
      return caller.posts.end({ ids, as: 'sold' });
    case 'delist':
      return caller.posts.end({ ids, as: 'delisted' });
    case 'relist':
      return caller.posts.relist({ ids });
    case 'remove':
      return caller.posts.remove({ ids });
    case 'restore':
      return caller.posts.restore({ ids });
  }
}

function instantFrom(at: FormDataEntryValue | null): Date {
  const instant = new Date(typeof at === 'string' ? at : '');
  if (Number.isNaN(instant.getTime())) {
    throw new DomainError('bad_input', 'Give a date and a time.', { fields: { at: 'Give a date and a time.' } });
  }
  return instant;
}

async function idsThatMatch(caller: Caller, act: PostAct, filter: PostQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await caller.posts.list({ filter, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
    // As on the page: a draft that stands among them is not canceled along with them.
    const meant = act === 'cancel' ? page.posts.filter((post) => canAct(act, post.status)) : page.posts;
    ids.push(...meant.map((post) => post.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && ids.length < maxPostsAtOnce);
  return ids;
}
