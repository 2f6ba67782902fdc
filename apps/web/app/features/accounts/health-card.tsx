import { CircleCheck, CirclePause, KeyRound, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../components/cn.ts';
import { countOf } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import type { AccountSummary } from './account-summary.ts';
import { CheckButton } from './check-button.tsx';
import type { Channel } from './credential-fields.tsx';
import { PauseButton } from './pause-button.tsx';
import { useSignInActs } from './sign-in-acts.ts';
import { TokenForm } from './token-form.tsx';

interface HealthCardProps {
  account: AccountSummary;
  /** Null when this Hawker no longer knows the channel. */
  channel: Channel | null;
  mayEdit: boolean;
}

/** Whether the account posts, why not, and the one thing that mends it. */
export function HealthCard({ account, channel, mayEdit }: HealthCardProps) {
  const { id, name, status, blockedReason, posts } = account;
  const acts = useSignInActs();
  const waits = posts.waiting + posts.needsYou;
  const waitWords =
    waits === 0 ? 'Nothing waits for it.' : `${countOf(waits, 'post')} ${waits === 1 ? 'waits' : 'wait'}.`;
  switch (status) {
    case 'active':
      return (
        <Health
          icon={CircleCheck}
          hue="bg-good-tint text-good-ink"
          title="Ready to post"
          acts={
            mayEdit ? (
              <>
                <CheckButton accountId={id} fetcher={acts.check} />
                <PauseButton account={{ id, name, status }} />
              </>
            ) : null
          }
        >
          Its sign-in works as far as Hawker knows. {waitWords}
        </Health>
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

interface HealthProps {
  icon: LucideIcon;
  hue: string;
  title: string;
  acts: ReactNode;
  below?: ReactNode;
  children: ReactNode;
}

function Health({ icon: Icon, hue, title, acts, below, children }: HealthProps) {
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex min-w-60 flex-1 items-start gap-3">
          <span className={cn('grid size-10 shrink-0 place-items-center rounded-full', hue)}>
            <Icon aria-hidden className="size-5" />
          </span>
          <div className="min-w-0">
            <h2 className="font-semibold text-base">{title}</h2>
            <p className="text-ink-muted text-sm">{children}</p>
          </div>
        </div>
        {acts ? <div className="flex flex-wrap gap-2">{acts}</div> : null}
      </div>
      {below ? <div className="mt-4 border-t pt-4">{below}</div> : null}
    </Card>
  );
}
