import { notFound } from '@hawker/core';
import { idIn } from './ids.ts';

/** The id in a page's address. What cannot be one names nothing that exists. */
export function routeId(params: { id?: string | undefined }, what: 'post' | 'batch' | 'sheet'): string {
  const id = idIn(params.id);
  if (id === null) {
    throw notFound(what);
  }
  return id;
}
