import { Banner } from '../../components/banner.tsx';
import { countOf } from '../../components/number.tsx';
import { Sentence } from '../live/sentence.tsx';
import { useConnection, useSystem } from '../live/use-live.ts';

/** How the parts of this Hawker are, as every page's banners know it; asked again every few seconds. */
export function SystemHealth() {
  const system = useSystem();
  const connection = useConnection();
  const facts: ReadonlyArray<readonly [string, string]> = [
    ['Workers', system.workers === 0 ? 'None is running' : `${countOf(system.workers, 'worker')} running`],
    ['Last sign of a worker', ageWords(system.heartbeatAgeMs)],
    ['Publishing now', countOf(system.publishing, 'post')],
    ['Longest overdue post', system.overdueMs > 0 ? durationWords(system.overdueMs) : 'None'],
    ['Blocked accounts', system.blockedAccounts === 0 ? 'None' : countOf(system.blockedAccounts, 'account')],
    ['News from the database', system.live ? 'Arrives at once' : 'Not at the moment; being connected again'],
    ['Live updates in this tab', connection.kind === 'stopped' ? 'Stopped' : 'On'],
  ];
  return (
    <div className="grid gap-4">
      {system.problem === null ? (
        <Banner tone="good" title="Everything runs." />
      ) : (
        <Banner tone="bad" title={<Sentence text={system.problem} />} />
      )}
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[14rem_1fr]">
        {facts.map(([word, fact]) => (
          <div key={word} className="contents">
            <dt className="text-ink-muted max-sm:-mb-2">{word}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A worker shows itself every few seconds: within this time it is here, in milliseconds. */
const momentMs = 10_000;

function ageWords(ageMs: number | null): string {
  if (ageMs === null) {
    return 'None yet';
  }
  return ageMs < momentMs ? 'A moment ago' : `${durationWords(ageMs)} ago`;
}

function durationWords(ms: number): string {
  return ms < 120_000 ? countOf(Math.round(ms / 1_000), 'second') : countOf(Math.round(ms / 60_000), 'minute');
}
