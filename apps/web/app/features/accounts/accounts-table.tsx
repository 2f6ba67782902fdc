import type { PostStatusGroup } from '@hawker/core';
import { ButtonLink } from '../../components/button.tsx';
import { Sparkline } from '../../components/charts.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';
import { Table, TableBody, TableHead, Td, Th, Tr } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { accountPath, postsPath } from './account-links.ts';
import type { AccountSummary } from './account-summary.ts';
import { NextSlotTime } from './next-slot.tsx';
import { PauseButton } from './pause-button.tsx';

interface AccountsTableProps {
  accounts: readonly AccountSummary[];
  mayEdit: boolean;
}

export function AccountsTable({ accounts, mayEdit }: AccountsTableProps) {
  return (
    <Table label="Accounts">
      <TableHead>
        <Th>Name and channel</Th>
        <Th>State</Th>
        <Th numeric>Today</Th>
        <Th numeric from="md">
          Waiting
        </Th>
        <Th numeric from="md" className="whitespace-nowrap">
          Needs you
        </Th>
        <Th numeric from="md">
          Failed
        </Th>
        <Th numeric from="lg">
          Live
        </Th>
        <Th from="xl" className="whitespace-nowrap">
          Next slot
        </Th>
        <Th from="xl">14 days</Th>
        <Th label="What you can do" />
      </TableHead>
      <TableBody>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} mayEdit={mayEdit} />
        ))}
      </TableBody>
    </Table>
  );
}

function AccountRow({ account, mayEdit }: { account: AccountSummary; mayEdit: boolean }) {
  const { id, name, channelTitle, status, blockedReason, usedToday, postsPerDay, posts, publishedByDay } = account;
  const today = publishedByDay.at(-1) ?? 0;
  return (
    <Tr>
      <Td card="title" className="sm:w-full sm:max-w-0 sm:py-1.5">
        <span dir="auto" title={name} className="block truncate text-left font-medium">
          <TextLink look="quiet" to={accountPath(id)}>
            {name}
          </TextLink>
        </span>
        {blockedReason ? (
          <span title={blockedReason} className="block truncate text-bad-ink text-xs max-sm:whitespace-normal">
            {blockedReason}
          </span>
        ) : (
          <span className="block truncate text-ink-muted text-xs">{channelTitle}</span>
        )}
        <Troubles posts={posts} />
      </Td>
      <Td card="status">
        <AccountStatusPill status={status} />
      </Td>
      <Td card="meta" numeric>
        {formatCount(usedToday)} <span className="text-ink-muted">of {formatCount(postsPerDay)}</span>
        <span className="sm:hidden"> today</span>
      </Td>
      <CountTd accountId={id} group="waiting" count={posts.waiting} kind="waiting" of={name} />
      <CountTd accountId={id} group="needsYou" count={posts.needsYou} kind="needs you" of={name} />
      <CountTd accountId={id} group="failed" count={posts.failed} kind="failed" of={name} />
      <CountTd accountId={id} group="live" count={posts.live} kind="live" of={name} from="lg" />
      <Td from="xl" className="whitespace-nowrap">
        <NextSlotTime slot={account.nextSlot} zone={account.timeZone} />
      </Td>
      <Td from="xl">
        <Sparkline
          label={`Published a day in the last 14 days: ${publishedByDay.join(', ')}; ${countOf(today, 'post')} today`}
          values={publishedByDay}
        />
      </Td>
      <Td card="end" className="max-sm:row-span-2 sm:text-right">
        <RowAct account={account} mayEdit={mayEdit} />
      </Td>
    </Tr>
  );
}

/** Where the columns of counts have no room: only what somebody should look at. */
function Troubles({ posts: { needsYou, failed } }: Pick<AccountSummary, 'posts'>) {
  return needsYou + failed === 0 ? null : (
    <span className="flex gap-3 text-xs md:hidden">
      {needsYou > 0 ? (
        <span className={hues.needsYou}>
          {countOf(needsYou, 'post')} {needsYou === 1 ? 'needs' : 'need'} you
        </span>
      ) : null}
      {failed > 0 ? <span className={hues.failed}>{countOf(failed, 'post')} failed</span> : null}
    </span>
  );
}

interface CountTdProps {
  accountId: string;
  group: PostStatusGroup;
  count: number;
  /** For the link's name: `failed: 3 posts of North Street Finds`. */
  kind: string;
  of: string;
  from?: 'md' | 'lg';
}

const hues: Partial<Record<PostStatusGroup, string>> = { needsYou: 'text-caution-ink', failed: 'text-bad-ink' };

/** A number that leads to what it counts; a quiet zero where there is nothing to see. */
function CountTd({ accountId, group, count, kind, of, from = 'md' }: CountTdProps) {
  return (
    <Td numeric from={from}>
      {count === 0 ? (
        <span className="text-ink-muted">0</span>
      ) : (
        <TextLink
          look="quiet"
          to={postsPath(accountId, group)}
          aria-label={`${kind}: ${countOf(count, 'post')} of ${of}`}
          className="font-medium"
        >
          <span className={hues[group]}>{formatCount(count)}</span>
        </TextLink>
      )}
    </Td>
  );
}

/** The one thing that this account may want now. */
function RowAct({ account, mayEdit }: { account: AccountSummary; mayEdit: boolean }) {
  const { id, name, status } = account;
  if (!mayEdit) {
    return null;
  }
  if (status === 'blocked') {
    return (
      <ButtonLink to={accountPath(id)} size="sm">
        Mend<span className="sr-only"> {name}</span>
      </ButtonLink>
    );
  }
  return <PauseButton account={{ id, name, status }} size="sm" variant="ghost" />;
}
