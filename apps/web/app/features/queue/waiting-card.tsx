import { Coffee } from 'lucide-react';
import { ButtonLink } from '../../components/button.tsx';
import { cn } from '../../components/cn.ts';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card, EmptyState } from '../../components/page.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import { Table, TableBody, TableHead, Td, Th, Tr } from '../../components/table.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { accountPath, postsPath } from '../accounts/account-links.ts';
import { PauseButton } from '../accounts/pause-button.tsx';
import type { QueueAccount } from './queue-types.ts';
import { WaitReason } from './wait-reason.tsx';

interface WaitingCardProps {
  accounts: readonly QueueAccount[];
  /** Accounts with something to do beyond these. */
  left: number;
  /** Where there is more than one channel. */
  namesChannel: boolean;
  mayEdit: boolean;
}

/** What each account still has to do, why it does not do it this second, and when it is done. */
export function WaitingCard({ accounts, left, namesChannel, mayEdit }: WaitingCardProps) {
  return (
    <Card title="Waiting by account" flush>
      {accounts.length === 0 ? (
        <EmptyState icon={Coffee} title="Nothing waits" actions={<ButtonLink to="/upload">Upload a file</ButtonLink>}>
          What you publish or schedule stands here until it is out, with the reason why it waits.
        </EmptyState>
      ) : (
        <Table label="Waiting by account">
          <TableHead>
            <Th>Account</Th>
            <Th numeric>Waiting</Th>
            <Th>What it waits for</Th>
            <Th from="md" className="whitespace-nowrap">
              Done about
            </Th>
            <Th label="What you can do" />
          </TableHead>
          <TableBody>
            {accounts.map((account) => (
              <Row key={account.id} account={account} namesChannel={namesChannel} mayEdit={mayEdit} />
            ))}
          </TableBody>
        </Table>
      )}
      {left > 0 ? (
        <p className="border-t px-4 py-2 text-ink-muted text-xs">
          And <TextLink to="/accounts">{countOf(left, 'account')} more</TextLink>.
        </p>
      ) : null}
    </Card>
  );
}

/** On a phone three lines: the reason needs one of its own. */
const rowStyles =
  "max-sm:[grid-template-areas:'title_title_title_title_end'_'meta_meta_meta_meta_end'_'status_status_status_status_end'_'end2_end2_end2_end2_end']!";

type RowProps = Pick<WaitingCardProps, 'namesChannel' | 'mayEdit'> & { account: QueueAccount };

function Row({ account, namesChannel, mayEdit }: RowProps) {
  const { id, name, channelTitle, timeZone, waiting, wait, usedToday, postsPerDay, finishesAt } = account;
  return (
    <Tr className={rowStyles}>
      <Td card="title" className="sm:w-1/3 sm:max-w-0 sm:py-1.5">
        <span dir="auto" title={name} className="block truncate text-left font-medium">
          <TextLink look="quiet" to={accountPath(id)}>
            {name}
          </TextLink>
        </span>
        <span className="block truncate text-ink-muted text-xs max-sm:hidden" title={channelTitle}>
          {namesChannel ? `${channelTitle}, ` : null}
          {formatCount(usedToday)} of {formatCount(postsPerDay)} today
        </span>
      </Td>
      <Td card="meta" numeric>
        {waiting === 0 ? (
          <span className="text-ink-muted">0</span>
        ) : (
          <TextLink
            look="quiet"
            to={postsPath(id, wait.kind === 'blocked' ? 'needsYou' : 'waiting')}
            aria-label={`${countOf(waiting, 'waiting post')} of ${name}`}
            className="font-medium"
          >
            {formatCount(waiting)}
          </TextLink>
        )}
        <span className="sm:hidden"> waiting</span>
      </Td>
      <Td card="status" className="sm:w-1/2 sm:max-w-0 sm:py-1.5">
        <span className={cn('line-clamp-2 max-sm:text-xs', isStopped(account) && 'text-caution-ink')}>
          <WaitReason wait={wait} channelTitle={channelTitle} postsPerDay={postsPerDay} zone={timeZone} />
        </span>
        <DueWords account={account} />
      </Td>
      <Td from="md" card="end2" className="whitespace-nowrap max-sm:text-left!">
        {finishesAt ? (
          <>
            <span className="sm:hidden">Done about </span>
            <ExactTime at={finishesAt} zone={timeZone} />
          </>
        ) : (
          <span className="text-ink-muted max-sm:hidden">
            <span aria-hidden>–</span>
            <span className="sr-only">Nobody can tell</span>
          </span>
        )}
      </Td>
      <Td card="end" className="sm:text-right">
        {mayEdit ? <Act account={account} /> : null}
      </Td>
    </Tr>
  );
}

/** How many could go now and how many have a time of their own; only where there are both. */
function DueWords({ account: { waiting, dueNow } }: { account: QueueAccount }) {
  const later = waiting - dueNow.count;
  if (dueNow.atLeast || later === 0 || dueNow.count === 0) {
    return null;
  }
  return (
    <span className="block truncate text-ink-muted text-xs">
      {formatCount(dueNow.count)} due now, {formatCount(later)} later
    </span>
  );
}

/** Not before a person does something. */
function isStopped({ wait, waiting }: QueueAccount): boolean {
  return waiting > 0 && ['blocked', 'paused', 'channel_paused', 'no_worker'].includes(wait.kind);
}

/** The one thing that helps; where nothing is wrong, the switch. */
function Act({ account }: { account: QueueAccount }) {
  const { id, name, status } = account;
  if (status === 'blocked') {
    return (
      <ButtonLink to={accountPath(id)} size="sm">
        Mend<span className="sr-only"> {name}</span>
      </ButtonLink>
    );
  }
  return <PauseButton account={{ id, name, status }} size="sm" variant={status === 'paused' ? 'secondary' : 'ghost'} />;
}
