import type { Account, Outputs } from '@hawker/api';
import { Checkbox } from '../../components/choice.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';

interface AccountPlanProps {
  accounts: readonly Account[];
  plan: Outputs['uploads']['plan'];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** The accounts to choose from, each with what it would get and when it would be done. */
export function AccountPlan({ accounts, plan, chosen, onChange }: AccountPlanProps) {
  const all = accounts.length === chosen.size;
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
    onChange(next);
  };
  return (
    <fieldset>
      <legend className="sr-only">Accounts to post on</legend>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control. */}
      <label className="flex min-h-10 items-center gap-3 border-b bg-sunken px-4 py-2 font-medium text-sm">
        <Checkbox
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={(event) => onChange(new Set(event.target.checked ? accounts.map(({ id }) => id) : []))}
        />
        All {countOf(accounts.length, 'account')}
        <span className="ml-auto font-normal text-ink-muted">{formatCount(chosen.size)} chosen</span>
      </label>
      <ul>
        {accounts.map((account) => {
          const planned = plan.accounts.find(({ accountId }) => accountId === account.id);
          return (
            <li key={account.id} className="border-b last:border-b-0">
              {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control. */}
              <label className="flex cursor-pointer items-start gap-3 px-4 py-3 text-sm hover:bg-hover">
                <Checkbox
                  name="accountId"
                  value={account.id}
                  checked={chosen.has(account.id)}
                  onChange={(event) => toggle(account.id, event.target.checked)}
                />
                <span className="grid min-w-0 flex-1 gap-0.5">
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <span dir="auto" className="truncate font-medium">
                      {account.name}
                    </span>
                    <span className="text-ink-muted">{account.channelTitle}</span>
                    {account.status === 'active' ? null : <AccountStatusPill status={account.status} />}
                  </span>
                  <span className="text-ink-muted text-xs">{account.paceSentence}</span>
                  {planned?.problem ? <span className="text-caution-ink text-xs">{planned.problem}</span> : null}
                </span>
                {planned ? (
                  <span className="shrink-0 text-right">
                    {countOf(planned.posts, 'post')}
                    {planned.finishesAt ? (
                      <span className="block text-ink-muted text-xs">
                        last one <RelativeTime at={planned.finishesAt} zone={account.timeZone} />
                      </span>
                    ) : null}
                  </span>
                ) : null}
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
