import type { Outputs } from '@hawker/api';
import { countOf } from '../../components/number.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import type { When } from '../publish/when-fields.tsx';

interface PlanSummaryProps {
  plan: Outputs['uploads']['plan'];
  accounts: number;
  when: When;
}

/** What pressing the button will do, in one sentence. */
export function PlanSummary({ plan, accounts, when }: PlanSummaryProps) {
  if (plan.posts === 0) {
    return <p className="text-ink-muted text-sm">{accounts === 0 ? 'Choose an account.' : 'No row can go yet.'}</p>;
  }
  return (
    <p className="text-sm">
      {countOf(plan.listings, 'listing')} on {countOf(accounts, 'account')}: {countOf(plan.posts, 'post')}.
      {when === 'now' && plan.finishesAt ? (
        <>
          {' '}
          At their pace the last one goes out <ExactTime at={plan.finishesAt} />.
        </>
      ) : null}
    </p>
  );
}
