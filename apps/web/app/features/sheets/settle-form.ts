import type { Inputs } from '@hawker/api';

/** The names of its fields. Those that are shown and not ticked are the others. */
export const settleFields = {
  shown: 'shown',
  live: 'live',
  others: 'others',
  reason: (postId: string) => `reason.${postId}`,
} as const;

/** What the form of a sheet says. The procedure checks it. */
export function settlementOfForm(id: string, form: FormData): Inputs['sheets']['settle'] {
  const live = form.getAll(settleFields.live).map(String);
  const others = form
    .getAll(settleFields.shown)
    .map(String)
    .filter((postId) => !live.includes(postId));
  const refused = form.get(settleFields.others) === 'refused' ? others : [];
  return {
    ...{ id, live },
    refused: refused.map((postId) => {
      const reason = String(form.get(settleFields.reason(postId)) ?? '').trim();
      return { postId, ...(reason === '' ? {} : { reason }) };
    }),
  };
}
