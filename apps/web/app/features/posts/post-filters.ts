/** The filters of a list of posts: one to one with its address, so that a view can be linked, kept and gone back to. */

import type { Inputs } from '@hawker/api';
import {
  type AttemptClass,
  attemptClasses,
  type PostStatus,
  type PostStatusGroup,
  postStatuses,
  postStatusGroups,
} from '@hawker/core';
import { idIn } from './ids.ts';

/** One status, or a group of them by the name that tiles use. */
export type PostStateFilter = PostStatus | PostStatusGroup;

export interface PostFilters {
  search: string;
  state: PostStateFilter | null;
  accountId: string | null;
  channel: string | null;
  batchId: string | null;
  /** Why the last attempt did not go well. */
  lastClass: AttemptClass | null;
}

export type PostQuery = NonNullable<Inputs['posts']['list']['filter']>;

/** What the address does not say, or says in a way that names nothing, does not filter. */
export function readFilters(params: URLSearchParams): PostFilters {
  return {
    search: (params.get('q') ?? '').trim().slice(0, 200),
    state: readState(params.get('status')) ?? readState(params.get('group')),
    accountId: idIn(params.get('account')),
    channel: params.get('channel')?.slice(0, 50) || null,
    batchId: idIn(params.get('batch')),
    lastClass: attemptClasses.find((name) => name === params.get('why')) ?? null,
  };
}

function readState(value: string | null): PostStateFilter | null {
  return groupNames.find((group) => group === value) ?? postStatuses.find((status) => status === value) ?? null;
}

const groupNames: readonly PostStatusGroup[] = ['draft', 'waiting', 'needsYou', 'failed', 'live', 'ended'];

function statusesOf(state: PostStateFilter): PostStatus[] {
  const group = groupNames.find((name) => name === state);
  if (group) {
    return [...postStatusGroups[group]];
  }
  return postStatuses.filter((status) => status === state);
}

export function toQuery({ search, state, accountId, channel, batchId, lastClass }: PostFilters): PostQuery {
  return {
    ...(search === '' ? {} : { search }),
    ...(state === null ? {} : { statuses: statusesOf(state) }),
    ...(accountId === null ? {} : { accountId }),
    ...(channel === null ? {} : { channel }),
    ...(batchId === null ? {} : { batchId }),
    ...(lastClass === null ? {} : { lastClass }),
  };
}

/** The address's part for these filters, with its `?`; empty when nothing filters. */
export function toAddress({ search, state, accountId, channel, batchId, lastClass }: PostFilters): string {
  const params = new URLSearchParams();
  const given = { q: search, status: state, account: accountId, channel, batch: batchId, why: lastClass };
  for (const [name, value] of Object.entries(given)) {
    if (value) {
      params.set(name, value);
    }
  }
  return params.size === 0 ? '' : `?${params}`;
}

/** Whether anything but the state filters: then the counts of the whole desk do not fit the tabs. */
export function isNarrowed({ search, accountId, channel, batchId, lastClass }: PostFilters): boolean {
  return search !== '' || [accountId, channel, batchId, lastClass].some((value) => value !== null);
}

export function isFiltered(filters: PostFilters): boolean {
  return filters.state !== null || isNarrowed(filters);
}

/** The quick tabs, in the order of a post's life as a seller cares about it. */
export const savedViews: ReadonlyArray<{ word: string; state: PostStatusGroup | null }> = [
  { word: 'All', state: null },
  { word: 'Waiting', state: 'waiting' },
  { word: 'Needs you', state: 'needsYou' },
  { word: 'Failed', state: 'failed' },
  { word: 'Live', state: 'live' },
  { word: 'Drafts', state: 'draft' },
];
