import { Sparkline } from '../../components/charts.tsx';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import { AccountStatusPill } from '../../components/status-pill.tsx';
import { Table, TableBody, TableHead, Td, Th, TitleTd, Tr } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import type { AccountLine, NextSlot } from './overview.server.ts';

interface AccountsCardProps {
  accounts: readonly AccountLine[];
  total: number;
}

export function AccountsCard({ accounts, total }: AccountsCardProps) {
  return (
    <Card
      title="Accounts"
      aside={
        <TextLink to="/accounts">{total > accounts.length ? `All ${countOf(total, 'account')}` : 'Manage'}</TextLink>
      }
      flush
    >
      <Table label="Accounts">
        <TableHead>
          <Th>Account</Th>
          <Th from="md">Channel</Th>
          <Th numeric>Today</Th>
          <Th numeric>Waiting</Th>
          <Th className="min-w-36 whitespace-nowrap">Next slot</Th>
          <Th from="md">14 days</Th>
          <Th className="min-w-28">State</Th>
        </TableHead>
        <TableBody>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function AccountRow({ account }: { account: AccountLine }) {
  const { id, name, channelTitle, status, timeZone, usedToday, postsPerDay, publishedByDay, waiting } = account;
  const today = publishedByDay.at(-1) ?? 0;
  return (
    <Tr>
      <TitleTd text={name}>
        <TextLink to={`/accounts/${id}`} look="quiet">
          {name}
        </TextLink>
      </TitleTd>
      <Td from="md" card="meta" className="whitespace-nowrap text-ink-muted">
        {channelTitle}
      </Td>
      <Td numeric card="end">
        {formatCount(usedToday)}
        <span className="text-ink-muted">/{formatCount(postsPerDay)}</span>
      </Td>
      <Td numeric>{formatCount(waiting)}</Td>
      <Td card="end2" className="whitespace-nowrap">
        <NextSlotWords slot={account.nextSlot} zone={timeZone} />
      </Td>
      <Td from="md">
        <Sparkline label={`Published a day, last 14 days; ${formatCount(today)} today`} values={publishedByDay} />
      </Td>
      <Td card="status">
        <AccountStatusPill status={status} />
      </Td>
    </Tr>
  );
}

function NextSlotWords({ slot, zone }: { slot: NextSlot; zone: string }) {
  switch (slot.kind) {
    case 'none':
      return <span className="text-ink-muted">Nothing waits</span>;
    case 'held':
      return <span className="text-ink-muted">Held up</span>;
    case 'now':
      return 'Now';
    case 'at':
      return <ExactTime at={slot.at} zone={zone} />;
  }
}
