import type { Show } from './upload-types.ts';

/** Which rows a tab shows, as its address says. */
export function showIn(params: URLSearchParams): Show {
  const show = params.get('show');
  return show === 'bad' || show === 'updates' || show === 'out' || show === 'taken' ? show : 'all';
}
