import { Banner } from '../../components/banner.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { useClock } from '../../components/clock.tsx';
import { countOf } from '../../components/number.tsx';
import { shortTime, zoneWord } from '../../components/time-words.ts';
import { ChannelBanner } from '../queue/channel-banner.tsx';
import { QueueLink } from '../queue/queue-link.tsx';
import { Sentence } from './sentence.tsx';
import { useConnection, useLive, useSystem } from './use-live.ts';

/** What stands in the way of everything, on every page, each with its one button. The gravest first. */
export function SystemBanners() {
  const { problem, blockedAccounts, live, cacheDegraded, channels } = useSystem();
  const connection = useConnection();
  return (
    <>
      {problem === null ? null : <ProblemBanner problem={problem} />}
      {connection.kind === 'stopped' ? <StreamBanner sinceMs={connection.sinceMs} /> : null}
      {connection.kind !== 'stopped' && !live ? (
        <Banner shape="page" tone="caution" title="Hawker does not hear of changes at the moment.">
          Its connection to the database is being made again. Until then, reload a page to see what is new.
        </Banner>
      ) : null}
      {channels.map((channel) => (
        <ChannelBanner key={channel.name} channel={channel} />
      ))}
      {cacheDegraded ? (
        <Banner shape="page" tone="caution" title="Redis does not answer.">
          Everything works and nothing you see is older for it, but pages may take a little longer.
        </Banner>
      ) : null}
      {blockedAccounts > 0 ? (
        <Banner
          shape="page"
          tone="caution"
          title={`${countOf(blockedAccounts, 'account')} ${blockedAccounts === 1 ? 'needs' : 'need'} a new access token.`}
          action={
            <ButtonLink to="/accounts" size="sm">
              Show accounts
            </ButtonLink>
          }
        >
          {blockedAccounts === 1 ? 'Its posts wait' : 'Their posts wait'} until then; nothing is lost.
        </Banner>
      ) : null}
    </>
  );
}

function ProblemBanner({ problem }: { problem: string }) {
  const [first = problem, ...rest] = problem.split(/(?<=\.) /);
  return (
    <Banner shape="page" tone="bad" title={<Sentence text={first} />} action={<QueueLink />}>
      <Sentence text={rest.join(' ')} />
    </Banner>
  );
}

function StreamBanner({ sinceMs }: { sinceMs: number }) {
  const { nowMs, zone } = useClock();
  const { reconnect } = useLive();
  return (
    <Banner
      shape="page"
      tone="caution"
      title={`Live updates stopped at ${shortTime(sinceMs, zone, nowMs)} ${zoneWord(zone)} time.`}
      action={
        <Button size="sm" onClick={reconnect}>
          Try again now
        </Button>
      }
    >
      What you see may be older than that. Hawker keeps trying to reach the server.
    </Banner>
  );
}
