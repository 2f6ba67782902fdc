import { CirclePause, KeyRound } from 'lucide-react';
import { countOf } from '../../components/number.tsx';
import type { QueueAccount } from '../queue/queue-types.ts';
import type { AccountSummary } from './account-summary.ts';
import { ActiveHealth } from './active-health.tsx';
import { CheckButton } from './check-button.tsx';
import type { Channel } from './credential-fields.tsx';
import { Health } from './health.tsx';
import { PauseButton } from './pause-button.tsx';
import { SheetHealth } from './sheet-health.tsx';
import { useSignInActs } from './sign-in-acts.ts';
import { TokenForm } from './token-form.tsx';

interface HealthCardProps {
  account: AccountSummary;
  /** What waits for it and why. */
  queue: QueueAccount;
  /** Null when this Hawker no longer knows the channel. */
  channel: Channel | null;
  mayEdit: boolean;
}

/** Whether the account posts, why not, and the one thing that mends it. */
export function HealthCard({ account, queue, channel, mayEdit }: HealthCardProps) {
  const { id, name, status, blockedReason, posts } = account;
  const acts = useSignInActs();
  const waits = posts.waiting + posts.needsYou;
  const waitWords =
    waits === 0 ? 'Nothing waits for it.' : `${countOf(waits, 'post')} ${waits === 1 ? 'waits' : 'wait'}.`;
  switch (status) {
    case 'active':
      if (channel?.upload) {
        return <SheetHealth account={account} queue={queue} place={channel.upload.place} mayEdit={mayEdit} />;
      }
      return (
        <ActiveHealth
          account={account}
          queue={queue}
          acts={
            mayEdit ? (
              <>
                <CheckButton accountId={id} fetcher={acts.check} />
                <PauseButton account={{ id, name, status }} />
              </>
            ) : null
          }
          mayEdit={mayEdit}
        />
      );
    case 'paused':
      return (
        <Health
          icon={CirclePause}
          hue="bg-neutral-tint text-neutral-ink"
          title="Paused by a person"
          acts={mayEdit ? <PauseButton account={{ id, name, status }} variant="primary" /> : null}
        >
          Nothing goes out until it is resumed. {waitWords}
        </Health>
      );
    case 'blocked':
      return (
        <Health
          icon={KeyRound}
          hue="bg-bad-tint text-bad-ink"
          title={blockedReason ?? 'Its sign-in no longer works.'}
          acts={mayEdit ? <CheckButton accountId={id} fetcher={acts.check} /> : null}
          below={mayEdit && channel ? <TokenForm accountId={id} channel={channel} fetcher={acts.give} /> : null}
        >
          {mayEdit ? 'Give it a new access token, and its posts go on by themselves. ' : null}
          {waitWords}
        </Health>
      );
  }
}
