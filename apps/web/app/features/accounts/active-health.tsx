import { CircleCheck, CirclePause, Clock, ListOrdered, Moon, Pencil, PlugZap, ServerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import { ExactTime } from '../../components/relative-time.tsx';
import { ChannelSwitch } from '../queue/channel-switch.tsx';
import type { QueueAccount } from '../queue/queue-types.ts';
import { WaitReason } from '../queue/wait-reason.tsx';
import { accountPath } from './account-links.ts';
import type { AccountSummary } from './account-summary.ts';
import { Health, type HealthProps } from './health.tsx';

interface ActiveHealthProps {
  account: Pick<AccountSummary, 'id' | 'name'>;
  queue: QueueAccount;
  /** Of an account where nothing is wrong. */
  acts: ReactNode;
  mayEdit: boolean;
}

type Look = Pick<HealthProps, 'icon' | 'hue' | 'title'>;

const ready = { icon: CircleCheck, hue: 'bg-good-tint text-good-ink' } as const;
const waits = { icon: Clock, hue: 'bg-neutral-tint text-neutral-ink' } as const;
const caution = 'bg-caution-tint text-caution-ink';

/** Of an account that may post: whether it does, and what holds it up. */
export function ActiveHealth({ account, queue, acts, mayEdit }: ActiveHealthProps) {
  const { wait, channel, channelTitle, waiting, postsPerDay, timeZone } = queue;
  const reason = <WaitReason wait={wait} channelTitle={channelTitle} postsPerDay={postsPerDay} zone={timeZone} />;
  const its = `${countOf(waiting, 'post')} ${waiting === 1 ? 'waits' : 'wait'}`;
  const show = (look: Look, children: ReactNode, mend: ReactNode = acts) => (
    <Health {...look} acts={mend}>
      {children}
    </Health>
  );
  const changePace = mayEdit ? (
    <>
      <ButtonLink to={`${accountPath(account.id)}/edit`} icon={Pencil}>
        Change the pace
      </ButtonLink>
      {acts}
    </>
  ) : null;
  const seeQueue = (
    <ButtonLink to="/queue" icon={ListOrdered}>
      Show the queue
    </ButtonLink>
  );
  switch (wait.kind) {
    case 'nothing':
      return show(
        { ...ready, title: 'Ready to post' },
        'Its sign-in works as far as Hawker knows. Nothing waits for it.',
      );
    case 'now':
      return show({ ...ready, title: 'Posting' }, `${its}; the next goes out now.`);
    case 'later':
      return show(
        { ...ready, title: 'Ready to post' },
        <>
          {its}; the next is due at <ExactTime at={wait.until} zone={timeZone} />.
        </>,
      );
    case 'photos':
      return show({ ...waits, title: 'Waits for photos' }, `${its} until their photos are fetched.`);
    case 'gap':
      return show({ ...waits, title: reason }, `${its}. Its pace leaves a gap between posts.`, changePace);
    case 'slowed':
      return show({ ...waits, title: reason }, `${its}. ${channelTitle} asked for fewer posts; nothing to do.`);
    case 'quota':
      return show({ ...waits, title: reason }, `${its}. Its pace allows no more on one day.`, changePace);
    case 'quiet':
      return show({ ...waits, icon: Moon, title: reason }, `${its}. Its pace is quiet at this time.`, changePace);
    case 'no_answer':
      return show(
        { icon: PlugZap, hue: caution, title: `${channelTitle} does not answer` },
        <>
          {its}. Hawker tries again at <ExactTime at={wait.until} />, nothing is lost.
        </>,
        seeQueue,
      );
    case 'channel_paused':
      return show(
        { icon: CirclePause, hue: caution, title: reason },
        `${its}. Nothing goes out there until it is resumed.`,
        mayEdit ? (
          <ChannelSwitch
            channel={{ name: channel, title: channelTitle, isPaused: true }}
            size="md"
            variant="primary"
            isNamed
          />
        ) : null,
      );
    case 'no_worker':
      return show(
        { icon: ServerOff, hue: 'bg-bad-tint text-bad-ink', title: 'No worker runs, so nothing goes out' },
        `${its}. They go on by themselves once a worker runs.`,
        seeQueue,
      );
    // The status of the account says these before the queue does.
    case 'paused':
    case 'blocked':
      return show({ ...waits, title: reason }, `${its}.`);
  }
}
