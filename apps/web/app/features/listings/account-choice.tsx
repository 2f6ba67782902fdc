import type { Account } from '@hawker/api';
import { Checkbox, CheckboxField } from '../../components/choice.tsx';
import { countOf } from '../../components/number.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';
import { TextLink } from '../../components/text-link.tsx';

interface AccountChoiceProps {
  accounts: readonly Account[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** What is to be known of an account, in a few words. */
  noteOf?: (accountId: string) => string | null;
}

/** Accounts to post on: form field `accountId`, once for each. */
export function AccountChoice({ accounts, chosen, onChange, noteOf = () => null }: AccountChoiceProps) {
  if (accounts.length === 0) {
    return (
      <p className="text-ink-muted text-sm">
        There is no account to post on yet. <TextLink to="/accounts/new">Connect an account</TextLink>, or save the
        listing and post it later.
      </p>
    );
  }
  const all = chosen.size === accounts.length;
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <legend className="sr-only">Accounts</legend>
      <div className="mb-1 border-b pb-2">
        <CheckboxField
          label={`All ${countOf(accounts.length, 'account')}`}
          checked={all}
          indeterminate={!all && chosen.size > 0}
          onChange={(event) => onChange(new Set(event.target.checked ? accounts.map(({ id }) => id) : []))}
        />
      </div>
      {accounts.map(({ id, name, channelTitle, status }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is the control.
        <label key={id} className="flex items-center gap-2.5 py-1 text-sm">
          <Checkbox
            name="accountId"
            value={id}
            checked={chosen.has(id)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) {
                next.add(id);
              } else {
                next.delete(id);
              }
              onChange(next);
            }}
          />
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5">
            <span dir="auto" className="max-w-full truncate">
              {name}
            </span>
            <span className="text-ink-muted">{channelTitle}</span>
            {status === 'active' ? null : <AccountStatusPill status={status} />}
            <span className="ml-auto text-end text-ink-muted tabular-nums">{noteOf(id)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
