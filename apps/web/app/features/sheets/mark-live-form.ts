import type { Inputs } from '@hawker/api';

/** What the form of a post says: that it is live, perhaps at an address. The procedure checks it. */
export function markLiveOfForm(postId: string, form: FormData): Inputs['sheets']['markLive'] {
  const url = String(form.get('url') ?? '').trim();
  return { postIds: [postId], ...(url === '' ? {} : { url }) };
}
