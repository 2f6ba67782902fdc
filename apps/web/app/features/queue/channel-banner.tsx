import type { ChannelTrouble } from '@hawker/api';
import { useRouteLoaderData } from '@remix-run/react';
import { Banner } from '../../components/banner.tsx';
import { useClock } from '../../components/clock.tsx';
import { shortTime, zoneWord } from '../../components/time-words.ts';
import type { loader as layoutLoader } from '../../routes/_app.tsx';
import { ChannelSwitch } from './channel-switch.tsx';
import { QueueLink } from './queue-link.tsx';

/** A channel where nothing goes out for now: a person paused it, or it answers nobody. */
export function ChannelBanner({ channel }: { channel: ChannelTrouble }) {
  const { nowMs, zone } = useClock();
  const mayEdit = useRouteLoaderData<typeof layoutLoader>('routes/_app')?.me.role !== 'viewer';
  const { name, title, isPaused, triesAgainAtMs } = channel;
  if (isPaused) {
    return (
      <Banner
        shape="page"
        tone="caution"
        title={`${title} is paused.`}
        action={mayEdit ? <ChannelSwitch channel={{ name, title, isPaused }} /> : <QueueLink />}
      >
        Nothing goes out there until it is resumed; what waits is kept.
      </Banner>
    );
  }
  const again =
    triesAgainAtMs === null
      ? 'is trying it again now'
      : `tries again at ${shortTime(triesAgainAtMs, zone, nowMs)} ${zoneWord(zone)} time`;
  return (
    <Banner shape="page" tone="caution" title={`${title} does not answer.`} action={<QueueLink />}>
      Hawker {again}, nothing is lost.
    </Banner>
  );
}
