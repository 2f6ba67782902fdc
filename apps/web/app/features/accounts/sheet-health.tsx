import { CircleCheck, Upload } from 'lucide-react';
import { countOf } from '../../components/number.tsx';
import type { QueueAccount } from '../queue/queue-types.ts';
import type { AccountSummary } from './account-summary.ts';
import { ActiveHealth } from './active-health.tsx';
import { Health } from './health.tsx';
import { PauseButton } from './pause-button.tsx';

interface SheetHealthProps {
  account: AccountSummary;
  queue: QueueAccount;
  /** `Facebook` */
  place: string;
  mayEdit: boolean;
}

/** Of an account whose posts a person uploads: whether there is something to upload, or what keeps posts from its sheets. */
export function SheetHealth({ account, queue, place, mayEdit }: SheetHealthProps) {
  const { id, name, posts } = account;
  const acts = mayEdit ? <PauseButton account={{ id, name, status: 'active' }} /> : null;
  const { needsYou } = posts;
  switch (queue.wait.kind) {
    case 'nothing':
    case 'now':
      return needsYou > 0 ? (
        <Health
          icon={Upload}
          hue="bg-caution-tint text-caution-ink"
          title={`${countOf(needsYou, 'listing')} to upload`}
          acts={acts}
        >
          Download each sheet below, upload it at {place}, and say here that it is live.
        </Health>
      ) : (
        <Health icon={CircleCheck} hue="bg-good-tint text-good-ink" title="Ready" acts={acts}>
          What you publish is put into a sheet, which you upload at {place}. Nothing waits for it.
        </Health>
      );
    case 'blocked':
    case 'paused':
    case 'channel_paused':
    case 'no_worker':
    case 'photos':
    case 'later':
    case 'gap':
    case 'slowed':
    case 'quota':
    case 'quiet':
    case 'no_answer':
      return <ActiveHealth account={account} queue={queue} acts={acts} mayEdit={mayEdit} />;
  }
}
