import { CircleCheck, CirclePause, PlugZap } from 'lucide-react';
import type { ReactNode } from 'react';
import { countOf } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { ExactTime, RelativeTime } from '../../components/relative-time.tsx';
import { Pill } from '../../components/status-pill.tsx';
import type { StatusLook } from '../../components/statuses.ts';
import { ChannelSwitch } from './channel-switch.tsx';
import type { QueueChannel } from './queue-types.ts';

const ready: StatusLook = { word: 'Ready', icon: CircleCheck, hue: 'good' };
const paused: StatusLook = { word: 'Paused', icon: CirclePause, hue: 'caution' };
const silent: StatusLook = { word: 'Does not answer', icon: PlugZap, hue: 'bad' };

/** Each channel with its switch, which stops all its accounts at once. */
export function ChannelsCard({ channels, mayEdit }: { channels: readonly QueueChannel[]; mayEdit: boolean }) {
  return (
    <Card title="Channels" flush>
      {channels.length === 0 ? <p className="px-4 py-3 text-ink-muted text-sm">There is no channel yet.</p> : null}
      <ul className="divide-y text-sm">
        {channels.map((channel) => (
          <li key={channel.name} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="grid min-w-0 flex-1 gap-0.5">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{channel.title}</span>
                <Pill look={channel.pausedAt ? paused : channel.circuitUntil ? silent : ready} />
              </span>
              <span className="text-ink-muted text-xs">
                <Stand channel={channel} />
              </span>
            </div>
            {mayEdit && channel.accounts > 0 ? (
              <ChannelSwitch
                channel={{ name: channel.name, title: channel.title, isPaused: channel.pausedAt !== null }}
                accounts={channel.accounts}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Stand({ channel: { pausedAt, circuitUntil, accounts, waiting } }: { channel: QueueChannel }): ReactNode {
  const what = `${countOf(accounts, 'account')}, ${countOf(waiting, 'post')} waiting`;
  if (pausedAt) {
    return (
      <>
        Paused <RelativeTime at={pausedAt} />. {what}
      </>
    );
  }
  return circuitUntil ? (
    <>
      Tried again at <ExactTime at={circuitUntil} />. {what}
    </>
  ) : (
    what
  );
}
