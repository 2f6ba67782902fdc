/** I5: who holds an older fence changes nothing any more. */

import type { Witnessed } from '../desk/witness.ts';
import type { Evidence, Finding } from './evidence.ts';

export function fenceHolds({ witnessed }: Evidence): Finding {
  const moves = witnessed.filter(({ kind }) => kind === 'fence').length;
  return {
    id: 'I5',
    says: 'a higher fence is never overwritten by a lower one',
    checked: `${moves} moves of a fence, ${witnessed.length - moves} outcomes under one`,
    breaches: witnessed.flatMap(breachOf),
  };
}

function breachOf({ kind, accountId, mine, current }: Witnessed): string[] {
  switch (kind) {
    case 'fence':
      return current <= mine ? [`account ${accountId}: the fence went from ${mine} to ${current}`] : [];
    case 'outcome':
      return current === mine ? [] : [`account ${accountId}: fence ${mine} wrote an outcome, and ${current} holds it`];
  }
}
