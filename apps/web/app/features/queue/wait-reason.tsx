import { formatCount } from '../../components/number.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import type { Wait } from './queue-types.ts';

interface WaitReasonProps {
  wait: Wait;
  channelTitle: string;
  postsPerDay: number;
  /** The account's: its slots, its day and its quiet hours go by it. */
  zone: string;
}

/** Why the next post does not go out this second, and until when. */
export function WaitReason({ wait, channelTitle, postsPerDay, zone }: WaitReasonProps) {
  switch (wait.kind) {
    case 'nothing':
      return <>Nothing waits</>;
    case 'now':
      return <>Goes out now</>;
    case 'blocked':
      return <>{wait.sentence}</>;
    case 'paused':
      return <>Paused by a person</>;
    case 'channel_paused':
      return <>{channelTitle} is paused</>;
    case 'no_worker':
      return <>No worker runs</>;
    case 'photos':
      return <>Its photos are being fetched</>;
    case 'later':
      return (
        <>
          Due at <ExactTime at={wait.until} zone={zone} />
        </>
      );
    case 'gap':
      return (
        <>
          Next slot at <ExactTime at={wait.until} zone={zone} />
        </>
      );
    case 'slowed':
      return (
        <>
          Asked to slow down until <ExactTime at={wait.until} zone={zone} />
        </>
      );
    case 'quota':
      return (
        <>
          Today’s {formatCount(postsPerDay)} are used up, until <ExactTime at={wait.until} zone={zone} />
        </>
      );
    case 'quiet':
      return (
        <>
          Quiet hours until <ExactTime at={wait.until} zone={zone} />
        </>
      );
    case 'no_answer':
      return (
        <>
          No answer, tried again at <ExactTime at={wait.until} zone={zone} />
        </>
      );
  }
}
