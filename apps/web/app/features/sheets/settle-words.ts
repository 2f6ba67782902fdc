/** What is asked before, and told after, a person says what became of the listings of a sheet. Pure. */

import type { Outputs } from '@hawker/api';
import type { Question } from '../../components/confirm.tsx';
import { countOf, formatCount } from '../../components/number.tsx';

/** Of those that were not ticked: refused there, or not looked at yet. */
export type Others = 'refused' | 'waiting';

interface Said {
  live: number;
  /** Those that were not ticked. */
  others: number;
}

/** On the button: `46 are live, 4 were refused`. */
export function settleLabel({ live, others }: Said, are: Others): string {
  if (others === 0) {
    return live === 1 ? 'It is live' : `All ${formatCount(live)} are live`;
  }
  const rest = are === 'refused' ? `${formatCount(others)} ${others === 1 ? 'was' : 'were'} refused` : null;
  const first = live === 0 ? null : `${formatCount(live)} ${live === 1 ? 'is' : 'are'} live`;
  return [first, rest ?? `${formatCount(others)} ${others === 1 ? 'waits' : 'wait'} on`]
    .filter((part) => part !== null)
    .join(', ');
}

export function settleQuestion(
  said: Said,
  are: Others,
  { number, accountName, place }: { number: number; accountName: string; place: string },
): Question {
  const { live, others } = said;
  const saysRefused = are === 'refused' && others > 0;
  return {
    title: `Sheet ${number} of “${accountName}”: ${lowerFirst(settleLabel(said, are))}?`,
    description: [
      live > 0 ? `What is live is to be seen at ${place}: Hawker cannot look there itself.` : null,
      saysRefused
        ? `What was refused waits among the failed posts, to be mended and put into a new sheet.`
        : others > 0
          ? 'What you did not tick stays in this sheet.'
          : null,
      'This cannot be undone.',
    ]
      .filter((part) => part !== null)
      .join(' '),
    confirmLabel: settleLabel(said, are),
    cancelLabel: 'Not yet',
    variant: 'primary',
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

type Outcome = Outputs['sheets']['settle']['posts'][number];

/** `46 posts are live. 4 were refused. 1 stays as it is: it had moved on meanwhile.` */
export function settledSentence(posts: readonly Pick<Outcome, 'outcome'>[]): string {
  const count = (outcome: Outcome['outcome']) => posts.filter((post) => post.outcome === outcome).length;
  const [live, refused, left] = [count('live'), count('refused'), count('left')];
  return [
    live > 0 ? `${countOf(live, 'post')} ${live === 1 ? 'is' : 'are'} live.` : null,
    refused > 0
      ? `${live > 0 ? formatCount(refused) : countOf(refused, 'post')} ${refused === 1 ? 'was' : 'were'} refused.`
      : null,
    left > 0
      ? `${formatCount(left)} ${left === 1 ? 'stays as it is: it' : 'stay as they are: they'} had moved on meanwhile.`
      : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}
