/** Addresses of an account and of its posts. */

import type { PostStatusGroup } from '@hawker/core';

export const accountPath = (id: string) => `/accounts/${id}`;

/** The posts of an account, all of them or those of one group. */
export function postsPath(accountId: string, group?: PostStatusGroup): string {
  const params = new URLSearchParams({ account: accountId });
  if (group) {
    params.set('group', group);
  }
  return `/posts?${params}`;
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** The account that an address names; what cannot be an id is a page that does not exist. */
export function accountIdOf({ id }: { id?: string | undefined }): string {
  if (id === undefined || !uuid.test(id)) {
    throw new Response(null, { status: 404 });
  }
  return id;
}
