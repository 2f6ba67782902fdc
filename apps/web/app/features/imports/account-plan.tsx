import type { Account } from '@hawker/api';
import { Checkbox } from '../../components/choice.tsx';
import { cn } from '../../components/cn.ts';
import { countOf, formatCount } from '../../components/number.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';
import { VaryButton } from '../variation/vary-button.tsx';
import type { PlannedAccount } from './upload-types.ts';

/** An account to choose, with what it says differently in words; null: nothing. */
export type ChoosableAccount = Account & { varied: string | null };

interface AccountPlanProps {
  uploadId: string;
  accounts: readonly ChoosableAccount[];
  /** Of the chosen ones, as far as it is known. */
  planned: readonly PlannedAccount[];
  chosen: ReadonlySet<string>;
  /** The figures are on their way: those shown are of the choice before. */
  isPlanning: boolean;
  /** The batch is being made. */
  isLocked: boolean;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** The accounts to choose from, each with what it would get, when it would be done, and how it says things. */
export function AccountPlan({ uploadId, accounts, planned, chosen, isPlanning, isLocked, onChange }: AccountPlanProps) {
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
    <fieldset disabled={isLocked}>
      <legend className="sr-only">Accounts to post on</legend>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control. */}
      <label className="flex min-h-10 items-center gap-3 rounded-t-md border-b bg-sunken px-4 py-2 font-medium text-sm">
        <Checkbox
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={(event) => onChange(new Set(event.target.checked ? accounts.map(({ id }) => id) : []))}
        />
        All {countOf(accounts.length, 'account')}
        <span className="ml-auto font-normal text-ink-muted">{formatCount(chosen.size)} chosen</span>
      </label>
      <ul className="divide-y">
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            uploadId={uploadId}
            account={account}
            plan={chosen.has(account.id) ? planned.find(({ accountId }) => accountId === account.id) : undefined}
            isChosen={chosen.has(account.id)}
            isPlanning={isPlanning}
            onToggle={(on) => toggle(account.id, on)}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface AccountRowProps {
  uploadId: string;
  account: ChoosableAccount;
  plan: PlannedAccount | undefined;
  isChosen: boolean;
  isPlanning: boolean;
  onToggle: (on: boolean) => void;
}

function AccountRow({ uploadId, account, plan, isChosen, isPlanning, onToggle }: AccountRowProps) {
  const { id, name, channelTitle, status, paceSentence, varied } = account;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3 text-sm last:rounded-b-md hover:bg-hover">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control. */}
      <label className="flex min-w-56 flex-1 cursor-pointer items-start gap-3">
        <Checkbox name="accountId" value={id} checked={isChosen} onChange={(event) => onToggle(event.target.checked)} />
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span dir="auto" className="truncate font-medium">
              {name}
            </span>
            <span className="text-ink-muted">{channelTitle}</span>
            {status === 'active' ? null : <AccountStatusPill status={status} />}
          </span>
          <span className="text-ink-muted text-xs">{paceSentence}</span>
          {varied === null ? null : <span className="break-words text-xs">Varied: {varied}</span>}
          {plan?.problem ? <span className="text-caution-ink text-xs">{plan.problem}</span> : null}
        </span>
      </label>
      <span
        className={cn(
          'ml-auto grid shrink-0 justify-items-end gap-0.5 max-sm:mr-auto max-sm:ml-7.5 max-sm:justify-items-start',
          isPlanning && 'opacity-55',
        )}
      >
        {plan ? <PlannedFigures plan={plan} zone={account.timeZone} /> : null}
      </span>
      <VaryButton account={account} uploadId={uploadId} />
    </li>
  );
}

function PlannedFigures({ plan, zone }: { plan: PlannedAccount; zone: string }) {
  return (
    <>
      {countOf(plan.posts, 'post')}
      {plan.alreadyThere > 0 ? (
        <span className="text-ink-muted text-xs">{formatCount(plan.alreadyThere)} there already</span>
      ) : null}
      {plan.sheets ? <span className="text-ink-muted text-xs">{countOf(plan.sheets, 'sheet')} to upload</span> : null}
      {plan.finishesAt ? (
        <span className="text-ink-muted text-xs">
          last one <RelativeTime at={plan.finishesAt} zone={zone} />
        </span>
      ) : null}
    </>
  );
}
