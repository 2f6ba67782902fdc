/** Which posts a button is about, and how a form says so. Pure. */

/** Those with the ids, or all that the address's filters matched at a moment: so many, as the person was shown. */
export type PostChoice = { ids: readonly string[] } | { matching: string; upTo: string; atMost: number };

export function appendSelection(form: URLSearchParams, choice: PostChoice): void {
  if ('ids' in choice) {
    for (const id of choice.ids) {
      form.append('id', id);
    }
  } else {
    form.set('matching', choice.matching);
    form.set('upTo', choice.upTo);
    form.set('atMost', String(choice.atMost));
  }
}
