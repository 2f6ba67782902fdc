import type { Account } from '@hawker/api';
import { formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import { TextLink } from '../../components/text-link.tsx';
import type { QueueAccount } from '../queue/queue-types.ts';
import { accountPath } from './account-links.ts';
import { QuietHoursStrip } from './quiet-hours-strip.tsx';

interface PaceCardProps {
  account: Account;
  queue: QueueAccount;
  /** Its posts go into sheets that a person uploads. */
  isUploaded: boolean;
  mayEdit: boolean;
}

/** How fast it may post, and what that means for what waits. */
export function PaceCard({ account, queue, isUploaded, mayEdit }: PaceCardProps) {
  return (
    <Card
      title="Pace"
      aside={
        mayEdit ? (
          <TextLink to={`${accountPath(account.id)}/edit`} aria-label={`Edit the pace of ${account.name}`}>
            Edit
          </TextLink>
        ) : null
      }
    >
      {isUploaded ? (
        <p className="text-sm">{account.paceSentence}</p>
      ) : (
        <>
          <p className="mb-4 text-sm">
            {account.paceSentence} <FinishWords queue={queue} />
          </p>
          <QuietHoursStrip quiet={account} zone={account.timeZone} />
        </>
      )}
    </Card>
  );
}

/** `The 50 waiting finish about Tue 24 Nov, 14:30 Berlin.` */
function FinishWords({ queue: { waiting, finishesAt, timeZone } }: { queue: QueueAccount }) {
  if (waiting === 0) {
    return null;
  }
  const one = waiting === 1;
  if (finishesAt === null) {
    return (
      <>
        The {one ? 'one' : formatCount(waiting)} waiting {one ? 'goes' : 'go'} on when it posts again.
      </>
    );
  }
  return (
    <span className="font-medium">
      {one ? 'The one waiting goes out' : `The ${formatCount(waiting)} waiting finish`} about{' '}
      <ExactTime at={finishesAt} zone={timeZone} />.
    </span>
  );
}
