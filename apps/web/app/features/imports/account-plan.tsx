import type { Account } from '@hawker/api';
import { Checkbox } from '../../components/choice.tsx';
import { cn } from '../../components/cn.ts';
import { countOf, formatCount } from '../../components/number.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';
import type { When } from '../publish/when-fields.tsx';
import { VaryButton } from '../variation/vary-button.tsx';
import type { PlannedAccount } from './upload-types.ts';
import { sheetWords } from './upload-words.ts';

/** An account to choose. */
export type ChoosableAccount = Account & {
  /** What it says differently, in words; null: nothing. */
  varied: string | null;
  /** How many posts one of its sheets takes, where a person uploads them; null where Hawker posts by itself. */
  postsPerSheet: number | null;
};

interface AccountPlanProps {
  uploadId: string;
  accounts: readonly ChoosableAccount[];
  /** Of the chosen ones, as far as it is known. */
  planned: readonly PlannedAccount[];
  chosen: ReadonlySet<string>;
  when: When;
  /** The figures are on their way: those shown are of the choice before. */
  isPlanning: boolean;
  /** The batch is being made. */
  isLocked: boolean;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/**
 * The accounts to choose from, each with what it would get, when it would be done, and how it says things. Those whose
 * sheets a person uploads stand by themselves: they are asked for one by one.
 */
export function AccountPlan(props: AccountPlanProps) {
  const { accounts, chosen, isLocked, onChange } = props;
  const bySelf = accounts.filter(({ postsPerSheet }) => postsPerSheet === null);
  const byHand = accounts.filter(({ postsPerSheet }) => postsPerSheet !== null);
  const choose = (ids: readonly string[], on: boolean) => {
    const others = [...chosen].filter((id) => !ids.includes(id));
    onChange(new Set(on ? [...others, ...ids] : others));
  };
  const ofSelf = bySelf.map(({ id }) => id);
  const chosenOfSelf = ofSelf.filter((id) => chosen.has(id)).length;
  const all = chosenOfSelf === ofSelf.length;
  return (
    <fieldset disabled={isLocked}>
      <legend className="sr-only">Accounts to post on</legend>
      {bySelf.length === 0 ? null : (
        <>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control. */}
          <label className="flex min-h-10 items-center gap-3 rounded-t-md border-b bg-sunken px-4 py-2 font-medium text-sm">
            <Checkbox
              checked={all}
              indeterminate={!all && chosenOfSelf > 0}
              onChange={(event) => choose(ofSelf, event.target.checked)}
            />
            {bySelf.length === 1 ? 'The account' : `All ${countOf(bySelf.length, 'account')}`}
            {byHand.length === 0 ? null : ' that Hawker posts on'}
            <span className="ml-auto shrink-0 font-normal text-ink-muted">{formatCount(chosenOfSelf)} chosen</span>
          </label>
          <AccountRows {...props} accounts={bySelf} onToggle={(id, on) => choose([id], on)} />
        </>
      )}
      {byHand.length === 0 ? null : (
        <>
          <div
            className={cn(
              'grid gap-0.5 border-b bg-sunken px-4 py-2 text-sm',
              bySelf.length === 0 ? 'rounded-t-md' : 'border-t',
            )}
          >
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">By sheets that you upload</span>
              <span className="ml-auto text-ink-muted">{formatCount(chosen.size - chosenOfSelf)} chosen</span>
            </span>
            <span className="text-ink-muted text-xs">
              No program may post here: Hawker fills sheets, and you upload every one of them.
            </span>
          </div>
          <AccountRows {...props} accounts={byHand} onToggle={(id, on) => choose([id], on)} />
        </>
      )}
    </fieldset>
  );
}

type AccountRowsProps = AccountPlanProps & { onToggle: (id: string, on: boolean) => void };

function AccountRows({ uploadId, accounts, planned, chosen, when, isPlanning, onToggle }: AccountRowsProps) {
  return (
    <ul className="divide-y">
      {accounts.map((account) => (
        <AccountRow
          key={account.id}
          uploadId={uploadId}
          account={account}
          plan={chosen.has(account.id) ? planned.find(({ accountId }) => accountId === account.id) : undefined}
          isChosen={chosen.has(account.id)}
          when={when}
          isPlanning={isPlanning}
          onToggle={(on) => onToggle(account.id, on)}
        />
      ))}
    </ul>
  );
}

interface AccountRowProps {
  uploadId: string;
  account: ChoosableAccount;
  plan: PlannedAccount | undefined;
  isChosen: boolean;
  when: When;
  isPlanning: boolean;
  onToggle: (on: boolean) => void;
}

function AccountRow({ uploadId, account, plan, isChosen, when, isPlanning, onToggle }: AccountRowProps) {
  const { id, name, channelTitle, status, paceSentence, varied } = account;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3 text-sm last:rounded-b-md hover:bg-hover">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control. */}
      <label className="flex min-w-48 flex-1 cursor-pointer items-start gap-3">
        <Checkbox name="accountId" value={id} checked={isChosen} onChange={(event) => onToggle(event.target.checked)} />
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span dir="auto" className="min-w-0 wrap-anywhere font-medium">
              {name}
            </span>
            <span className="text-ink-muted">{channelTitle}</span>
            {status === 'active' ? null : <AccountStatusPill status={status} />}
          </span>
          <span className="text-ink-muted text-xs">{paceSentence}</span>
          {varied === null ? null : <span className="wrap-anywhere text-xs">Varied: {varied}</span>}
          {plan?.problem ? <span className="text-caution-ink text-xs">{plan.problem}</span> : null}
        </span>
      </label>
      <span
        className={cn(
          'ml-auto grid shrink-0 justify-items-end gap-0.5 max-sm:mr-auto max-sm:ml-7.5 max-sm:justify-items-start',
          isPlanning && 'opacity-55',
        )}
      >
        {plan ? <PlannedFigures plan={plan} account={account} when={when} /> : null}
      </span>
      <span className="max-sm:ml-auto">
        <VaryButton account={account} uploadId={uploadId} />
      </span>
    </li>
  );
}

interface PlannedFiguresProps {
  plan: PlannedAccount;
  account: ChoosableAccount;
  when: When;
}

function PlannedFigures({ plan, account: { postsPerSheet, timeZone }, when }: PlannedFiguresProps) {
  return (
    <>
      {countOf(plan.posts, 'post')}
      {plan.alreadyThere > 0 ? (
        <span className="text-ink-muted text-xs">{formatCount(plan.alreadyThere)} made before</span>
      ) : null}
      {plan.sheets && postsPerSheet ? (
        <span className="text-xs">{sheetWords(plan.sheets, postsPerSheet)} to upload</span>
      ) : null}
      {plan.finishesAt && when === 'now' ? (
        <span className="text-ink-muted text-xs">
          last one <ExactTime at={plan.finishesAt} zone={timeZone} />
        </span>
      ) : null}
    </>
  );
}
