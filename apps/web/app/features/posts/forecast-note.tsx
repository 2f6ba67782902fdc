import { Banner } from '../../components/banner.tsx';
import { useClock } from '../../components/clock.tsx';
import { cn } from '../../components/cn.ts';
import { countOf, formatCount } from '../../components/number.tsx';
import { shortTime } from '../../components/time-words.ts';
import { readForecast, type ScheduleForecast } from './schedule-forecast.ts';

/** More than these are told by their number. */
const shownAccounts = 4;

interface ForecastNoteProps {
  forecast: ScheduleForecast;
  /** The end of the window; null where all go from one time on. */
  toMs: number | null;
  /** Something else was typed since. */
  isOld: boolean;
}

/** When they are really out: account by account where the window is faster than a pace. */
export function ForecastNote({ forecast, toMs, isOld }: ForecastNoteProps) {
  const { nowMs, zone } = useClock();
  const { late, held, last } = readForecast(forecast, toMs);
  const when = (ms: number) => shortTime(ms, zone, nowMs);
  return (
    <div className={cn('grid gap-4 transition-opacity empty:hidden', isOld && 'opacity-55')}>
      {late.length > 0 ? (
        <Banner
          tone="caution"
          title={
            forecast.accounts.length === 1
              ? 'The account’s pace is slower than this window.'
              : `The pace of ${late.length === 1 ? 'one account' : countOf(late.length, 'account')} is slower than this window.`
          }
        >
          <ul className="mt-1 grid gap-1">
            {late.slice(0, shownAccounts).map(({ account, finishesAtMs }) => (
              <li key={account.accountId}>
                <bdi>{account.name}</bdi>: its {countOf(account.posts, 'post')} {account.posts === 1 ? 'is' : 'are'}{' '}
                done about {when(finishesAtMs)}. Its pace allows {formatCount(account.postsPerDay)} a day.
              </li>
            ))}
          </ul>
          {late.length > shownAccounts ? <p>And {countOf(late.length - shownAccounts, 'more account')}.</p> : null}
        </Banner>
      ) : null}
      {late.length === 0 && toMs === null && last ? (
        <p className="text-ink-muted text-sm">
          At the pace of {forecast.accounts.length === 1 ? 'the account' : 'the accounts'} the last one is out about{' '}
          {when(last.finishesAtMs)}
          {forecast.accounts.length === 1 ? null : (
            <>
              , on <bdi>{last.account.name}</bdi>
            </>
          )}
          .
        </p>
      ) : null}
      {held.length > 0 ? (
        <Banner
          tone="caution"
          title={
            held.length === 1
              ? `Nothing of “${held[0]?.name}” goes out for now.`
              : `Nothing of ${countOf(held.length, 'account')} goes out for now.`
          }
        >
          {held.length === 1
            ? held[0]?.problem
            : held
                .map(({ name }) => `“${name}”`)
                .slice(0, shownAccounts)
                .join(', ')}
        </Banner>
      ) : null}
    </div>
  );
}
