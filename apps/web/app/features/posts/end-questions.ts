/** What is asked before a live listing is ended: it happens at the channel, so it cannot be undone here. Pure. */

import type { Question } from '../../components/confirm.tsx';

export type EndAct = 'markSold' | 'delist' | 'relist';

export const endActs: readonly EndAct[] = ['markSold', 'delist', 'relist'];

export const endWords: Readonly<Record<EndAct, string>> = {
  markSold: 'Mark as sold',
  delist: 'Take down',
  relist: 'Relist',
};

/** `what`: the post by its title in quotation marks, or `3 posts`. */
export function endQuestion(act: EndAct, what: string, isLive: boolean): Question {
  switch (act) {
    case 'markSold':
      return {
        title: `Mark ${what} as sold?`,
        description:
          'Hawker marks the listing as sold at the channel. This cannot be undone; to sell it again, relist it: it then gets a new address.',
        confirmLabel: 'Mark as sold',
        cancelLabel: 'Keep it live',
        variant: 'primary',
      };
    case 'delist':
      return {
        title: `Take ${what} down?`,
        description:
          'Hawker takes the listing down at the channel, so buyers no longer see it. This cannot be undone; you can relist it, and it then gets a new address.',
        confirmLabel: 'Take down',
        cancelLabel: 'Keep it up',
      };
    case 'relist':
      return {
        title: `Relist ${what}?`,
        description: isLive
          ? 'Hawker takes the listing down at the channel and lists it anew as soon as the pace allows. It gets a new address; views and messages of the old one do not come along.'
          : 'It is listed anew as soon as the pace allows, and gets a new address.',
        confirmLabel: 'Relist',
        cancelLabel: 'Leave it',
        variant: 'primary',
      };
  }
}

/** Of a channel where a person does it: here it is only noted. `place`: the channel as people read it. */
export function endQuestionByHand(act: EndAct, what: string, place: string): Question {
  switch (act) {
    case 'markSold':
      return {
        title: `Mark ${what} as sold?`,
        description: `It is only noted here: mark it as sold at ${place} yourself, because Hawker cannot.`,
        confirmLabel: 'Mark as sold',
        cancelLabel: 'Keep it live',
        variant: 'primary',
      };
    case 'delist':
      return {
        title: `Is ${what} taken down?`,
        description: `Take it down at ${place} yourself, because Hawker cannot; here it is only noted. You can then relist it.`,
        confirmLabel: 'It is taken down',
        cancelLabel: 'Keep it up',
      };
    case 'relist':
      return {
        title: `Relist ${what}?`,
        description: `It goes into a new sheet for you to upload. Is the old one still to be seen at ${place}? Take it down there first.`,
        confirmLabel: 'Relist',
        cancelLabel: 'Leave it',
        variant: 'primary',
      };
  }
}
