import type { Inputs } from '@hawker/api';

/** What a form says is live: a whole sheet, or posts, one of them perhaps at an address. The procedure checks it. */
export function markLiveOfForm(form: FormData): Inputs['sheets']['markLive'] {
  const sheetId = form.get('sheetId');
  if (typeof sheetId === 'string') {
    return { sheetId };
  }
  const url = String(form.get('url') ?? '').trim();
  return { postIds: form.getAll('postId').map(String), ...(url === '' ? {} : { url }) };
}
